import type { Language } from '../../platform/words/languages.ts'
import { Tag } from '../../ui/index.ts'
import type { Procedure } from './procedure.ts'
import { waitsFor } from './rules.ts'

/** The stage of a case, in the colour of whose turn it is. */
export function StageTag({ procedure, stage, language }: { procedure: Procedure; stage: string; language: Language }) {
  const tones = { subject: 'due', office: 'ok', others: 'wait', closed: 'quiet' } as const
  return <Tag tone={tones[waitsFor(procedure, stage)]}>{procedure.words(language)(`stage.${stage}`)}</Tag>
}

import type { Language } from '../../platform/words/languages.ts'
import { DocumentRow, Muted, Notice, Stack } from '../../ui/index.ts'
import { deskAddress, type View } from '../cases/index.ts'
import { sayFault } from './contents.ts'
import { PhotoMeasured } from './photo-panel.tsx'
import type { Line, Plan } from './plan.ts'
import { packageWords } from './words.ts'

interface LinesProps {
  readonly view: View
  readonly plan: Plan
  readonly language: Language
}

/** Every paper of a package in its order: how it stands, its pages, what is wrong, and what to do. */
export function Lines({ view, plan, language }: LinesProps) {
  return (
    <Stack>
      {plan.lines.map((line) => (
        <PaperLine line={line} view={view} language={language} />
      ))}
    </Stack>
  )
}

function PaperLine({ line, view, language }: { line: Line; view: View; language: Language }) {
  const t = packageWords(language)
  const stops = line.faults.filter((fault) => fault.stops)
  const hints = line.faults.filter((fault) => !fault.stops)
  const isAbsent = line.pages === 0 && line.state !== 'waived'
  return (
    <DocumentRow
      title={line.title[language]}
      state={stops.length > 0 ? (isAbsent ? 'missing' : 'back') : 'ok'}
      mark={stops.length > 0 ? '!' : line.pages === 0 ? '–' : '✓'}
      tag={packageWords.byData(language)(`line.${line.state}`)}
      text={line.reason || undefined}
      id={line.type}
    >
      <p class="muted">
        {line.pages > 0
          ? t('line.pages', { pages: line.pages, files: line.files.length })
          : t(line.isOptional ? 'line.optional' : 'line.nothing')}
      </p>
      {stops.map((fault) => (
        <Notice tone="late">{sayFault(fault, language)}</Notice>
      ))}
      {hints.map((fault) => (
        <Notice tone="due">{sayFault(fault, language)}</Notice>
      ))}
      {line.photo && <PhotoMeasured asked={line.photo} files={line.files} language={language} />}
      {(stops.length > 0 || hints.length > 0) && (
        <p>
          <a href={`${deskAddress(view)}/documents/${line.type}`}>{t('line.open')}</a>{' '}
          <Muted>{todo(line, language)}</Muted>
        </p>
      )}
    </DocumentRow>
  )
}

// The first fault says what to do; the others follow when it is mended.
function todo({ faults }: Line, language: Language): string {
  const t = packageWords.byData(language)
  const [first] = faults
  return first ? (t.find(`todo.${first.key}`) ?? '') : ''
}

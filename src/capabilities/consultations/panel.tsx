import { stringAt } from '../../platform/database/json.ts'
import { readDay } from '../../platform/days.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { Card, DescriptionList } from '../../ui/index.ts'
import type { Panel, View } from '../cases/index.ts'
import { consultationWords } from './words.ts'

/** The meeting and the answer of a consultation, for whoever reads it. */
export const consultationPanel: Panel = {
  my: async (visit, view) => settled(visit, view),
  desk: async (visit, view) => settled(visit, view),
  // A dean's office sees no answers elsewhere: here stands what its unit asks.
  unit: async (visit, view) => settled(visit, view, ['question', ...facts]),
}

const facts = ['meetingOn', 'meetingAt', 'place', 'answer'] as const

function settled(
  visit: Visit,
  { procedure, standing }: View,
  shown: readonly ('question' | (typeof facts)[number])[] = facts,
) {
  if (procedure.name !== 'consultation') return null
  const t = consultationWords(visit.language)
  const rows = shown.flatMap((fact) => {
    const value = stringAt(standing.facts, fact)
    const day = readDay(value)
    return value
      ? [
          {
            term: t(fact === 'question' ? 'fact.question.desk' : `fact.${fact}`),
            value: day ? sayDay(day, visit.language) : value,
          },
        ]
      : []
  })
  return (
    rows.length > 0 && (
      <Card title={t('panel.title')}>
        <DescriptionList rows={rows} />
      </Card>
    )
  )
}

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
  unit: async (visit, view) => settled(visit, view),
}

function settled(visit: Visit, { procedure, standing }: View) {
  if (procedure.name !== 'consultation') return null
  const t = consultationWords(visit.language)
  const rows = (['meetingOn', 'meetingAt', 'place', 'answer'] as const).flatMap((fact) => {
    const value = stringAt(standing.facts, fact)
    const day = readDay(value)
    return value ? [{ term: t(`fact.${fact}`), value: day ? sayDay(day, visit.language) : value }] : []
  })
  return (
    rows.length > 0 && (
      <Card title={t('panel.title')}>
        <DescriptionList rows={rows} />
      </Card>
    )
  )
}

import { stringAt } from '../../platform/database/json.ts'
import { readDay } from '../../platform/days.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { Card, DescriptionList, Link } from '../../ui/index.ts'
import type { Panel, View } from '../cases/index.ts'
import { dutyWords } from './words.ts'

/** On a person's page the way to a duty; on a duty's page who was told, when and how. */
export const dutyPanel: Panel = {
  desk: async (visit, view) => told(visit, view),
  person: async (visit, [record]) => {
    const { institution } = visit.place('cases.read')
    if (!record || !visit.may('cases.work', institution)) return null
    return (
      <p>
        <Link href={`/desk/persons/${record}/duty`}>{dutyWords(visit.language)('duties.new')}</Link>
      </p>
    )
  },
}

function told(visit: Visit, { procedure, standing, law }: View) {
  if (procedure.name !== 'duty' || !stringAt(standing.facts, 'toldOn') || standing.stage !== 'told') return null
  const t = dutyWords(visit.language)
  const fact = (name: string) => stringAt(standing.facts, name)
  const on = readDay(fact('toldOn'))
  const body = fact('body')
  const known = ['registration', 'visa', 'security', 'work'] as const
  const authority = known.find((one) => one === body)
  const rows = [
    { term: t('fact.toldOn'), value: on ? sayDay(on, visit.language) : '' },
    { term: t('fact.body'), value: (authority && law.authority(authority)?.text[visit.language]) ?? fact('bodyName') },
    { term: t('fact.toldNumber'), value: fact('toldNumber') || t('told.noNumber') },
    { term: t('fact.toldWay'), value: t.find(`choice.toldWay.${fact('toldWay')}`) ?? '' },
  ]
  return (
    <Card title={t('told.title')}>
      <DescriptionList rows={rows} />
    </Card>
  )
}

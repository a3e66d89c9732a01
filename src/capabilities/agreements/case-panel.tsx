import type { Visit } from '../../platform/web/visit.ts'
import { ButtonLink, Card, DescriptionList } from '../../ui/index.ts'
import type { Panel, View } from '../cases/index.ts'
import { officeOf } from '../institutions/index.ts'
import { rowsOf } from './draft-view.tsx'
import { namedIn } from './here.ts'
import { agreementPage } from './said.tsx'
import { agreementOfCase, readingOf } from './store.ts'
import { agreementsWords } from './words.ts'

/** On the pages of an agreement's case: what is agreed, and the way to its text, signatures and originals. */
export const roadPanel: Panel = {
  desk: (visit, view) => what(visit, view, true),
  unit: (visit, view) => what(visit, view, false),
}

async function what(visit: Visit, { procedure, standing, institution }: View, atDesk: boolean) {
  if (procedure.name !== 'agreement') return null
  const db = visit.within(standing.institution)
  const agreement = await agreementOfCase(db, standing.id, await readingOf(db, visit.house.clock.today()))
  if (!agreement) return null
  const t = agreementsWords(visit.language)
  const named = await namedIn(visit, standing.institution, [agreement])
  const { units } = await officeOf(db)
  const unit = units.find(({ id }) => id === agreement.unit)?.name[t.language]
  const rows = rowsOf({ t, agreement, named, us: institution.name[t.language] })
  const whole = unit ? [...rows, [t('agreement.unit'), unit] as const] : rows
  return (
    <Card title={t('panel.title')}>
      <DescriptionList rows={whole.map(([term, value]) => ({ term, value }))} />
      {atDesk && <ButtonLink href={agreementPage(agreement)}>{t('panel.open')}</ButtonLink>}
    </Card>
  )
}

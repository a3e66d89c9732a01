import { stringAt } from '../../platform/database/json.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { ButtonLink, Card, DescriptionList, Link } from '../../ui/index.ts'
import type { Panel, View } from '../cases/index.ts'
import { officeOf } from '../institutions/index.ts'
import { rowsOf } from './draft-view.tsx'
import { namedIn } from './here.ts'
import { agreementPage, StateTag } from './said.tsx'
import { agreementOfCase, agreementsOf, readingOf } from './store.ts'
import { agreementsWords } from './words.ts'

/** Agreements of the register that an invitation may mean. */
const mostShown = 3

/** On the pages of an agreement's case: what is agreed, and the way to its text, signatures and originals. */
export const roadPanel: Panel = {
  ofMatters: true,
  desk: (visit, view) => (view.procedure.name === 'invitation' ? basisOf(visit, view) : what(visit, view, true)),
  unit: (visit, view) => what(visit, view, false),
}

/** On an invitation that rests on an agreement: that agreement in the register, by its number or its words. */
async function basisOf(visit: Visit, { standing }: View) {
  const said = (name: string) => stringAt(standing.facts, name) || (standing.typed[name] ?? '')
  if (said('basis') !== 'agreement' || !visit.may('partners.read', standing.institution)) return null
  const db = visit.within(standing.institution)
  const reading = await readingOf(db, visit.house.clock.today())
  const t = agreementsWords(visit.language)
  const named = await agreementsOf(db, reading, { search: said('agreement') || said('agreementNumber') }, mostShown)
  const numbered = named.filter(({ number }) => number !== null && number === said('agreementNumber'))
  const found = numbered.length > 0 ? numbered : named
  return (
    <Card title={t('panel.basis')}>
      {found.length === 0 && <p>{t('panel.noBasis')}</p>}
      {found.map((one) => (
        <p>
          <Link href={agreementPage(one)}>{one.title[t.language]}</Link> <StateTag t={t} state={one.state} />
        </p>
      ))}
    </Card>
  )
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

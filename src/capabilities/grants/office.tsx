import { isUuid } from '../../platform/database/ids.ts'
import { NotFound } from '../../platform/outcome.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { sayMoney } from '../../platform/words/saying-money.ts'
import {
  Actions,
  Button,
  Card,
  EmptyState,
  Form,
  HiddenField,
  Link,
  PageTitle,
  Section,
  Stack,
  Table,
  Tag,
} from '../../ui/index.ts'
import { type Call, callsOf, callWords, saySum } from '../calls/index.ts'
import { reportsAddress } from './public.tsx'
import { averagesOf, type YearOfGrants } from './rules.ts'
import { grantedOf, hideReport, type PublicReport, releaseReport, reportOf, reportsOf } from './store.ts'
import { grantWords, type Say } from './words.ts'

export const officeAddress = '/desk/grants' as const

/** The average grant of each academic year, and the reports that wait for the office's look. */
export function officeRoutes(): Routes {
  return new Routes()
    .get(officeAddress, may('cases.read'), show)
    .post(`${officeAddress}/reports/:id/release`, may('cases.work'), async (visit) => {
      const { seen = '' } = await visit.typed()
      const { institution } = visit.place('cases.work')
      const of = { institution, caseId: await reportHere(visit), at: visit.house.clock.now(), by: visit.by.name }
      await releaseReport(visit.within(institution), of, seen)
      return visit.go(officeAddress)
    })
    .post(`${officeAddress}/reports/:id/hiding`, may('cases.work'), async (visit) => {
      await hideReport(visit.within(visit.place('cases.work').institution), await reportHere(visit), false)
      return visit.go(officeAddress)
    })
}

/** The case of a report of this institution. */
async function reportHere(visit: Visit): Promise<string> {
  const id = visit.param('id')
  const db = visit.within(visit.place('cases.work').institution)
  if (!isUuid(id) || !(await reportOf(db, id))) throw new NotFound()
  return id
}

async function show(visit: Visit): Promise<Response> {
  const { institution } = visit.place('cases.read')
  const t = grantWords(visit.language)
  const db = visit.within(institution)
  const [granted, reports, calls] = await Promise.all([grantedOf(db), reportsOf(db, true), callsOf(db)])
  const body = (
    <OfficePage
      {...{ t, institution, reports, calls, years: averagesOf(granted) }}
      mayWork={visit.may('cases.work', institution)}
    />
  )
  return visit.show({ frame: 'desk', title: t('office.title'), current: officeAddress, body })
}

interface Props {
  readonly t: Say
  readonly institution: string
  readonly years: readonly YearOfGrants[]
  readonly calls: readonly Call[]
  readonly reports: readonly PublicReport[]
  readonly mayWork: boolean
}

function OfficePage(props: Props) {
  const { t, years, institution } = props
  return (
    <>
      <PageTitle title={t('office.title')} lead={t('office.lead')} />
      <Section title={t('office.years')}>
        <Table
          caption={t('office.years')}
          captionHidden
          columns={[
            { key: 'year', text: t('office.year') },
            { key: 'people', text: t('office.people'), numeric: true },
            { key: 'average', text: t('office.average'), numeric: true },
          ]}
          rows={years.map(({ year, people, average, currency }) => ({
            cells: [year, people, sayMoney(average, currency, t.language)],
          }))}
          empty={<EmptyState title={t('office.noYears')} text={t('office.noYearsText')} />}
        />
      </Section>
      <Told {...props} />
      <Section
        title={t('reports.title')}
        action={<Link href={reportsAddress(institution, t.language)}>{t('office.public')}</Link>}
      >
        <Reports {...props} />
      </Section>
    </>
  )
}

/** What the pages of calls say themselves of an average grant, as they say it. */
function Told({ t, calls, institution }: Props) {
  const told = calls.flatMap((call) =>
    call.said.sums.filter(({ kind }) => kind === 'average-grant').map((sum) => ({ call, sum })),
  )
  if (told.length === 0) return null
  return (
    <Section title={t('office.told')}>
      <ul>
        {told.map(({ call, sum }) => (
          <li>
            <Link href={`/${institution}/${t.language}/calls/${call.slug}`}>{call.said.title[t.language]}</Link>:{' '}
            {saySum(callWords(t.language), sum)}. {sum.note?.[t.language]}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Reports({ t, reports, mayWork }: Props) {
  if (reports.length === 0) return <EmptyState title={t('office.noReports')} text={t('office.noReportsText')} />
  return (
    <Stack>
      {reports.map(({ caseId, text, seen, name, host, released }) => (
        <Card title={[host, name ?? t('reports.nameless')].filter(Boolean).join(' · ')} level={3}>
          <p>{released ? <Tag tone="ok">{t('report.public')}</Tag> : <Tag tone="due">{t('report.notPublic')}</Tag>}</p>
          {text.split(/\n+/).map((line) => (
            <p>{line}</p>
          ))}
          {mayWork && (
            <Form action={`${officeAddress}/reports/${caseId}/${released ? 'hiding' : 'release'}`} method="post">
              <HiddenField name="seen" value={seen} />
              <Actions>
                <Button tone={released ? 'soft' : 'main'}>{t(released ? 'office.hide' : 'office.release')}</Button>
              </Actions>
            </Form>
          )}
        </Card>
      ))}
    </Stack>
  )
}

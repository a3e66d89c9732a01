import { z } from 'zod'
import { mailAddress } from '../../platform/web/fields.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { saidOf } from '../../platform/web/words.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  EmptyState,
  Form,
  Link,
  Notice,
  NumberList,
  PageTitle,
  Section,
  Table,
  TextField,
  Tile,
  Tiles,
} from '../../ui/index.ts'
import { type Call, callsOf } from '../calls/index.ts'
import { type Law, lawOfToday } from '../law/index.ts'
import { askAddress, sayWish } from './pages.tsx'
import { dimensions, type Subscription } from './rules.ts'
import { countWaiting, noticesOf, removeAddress, subscribers, type Notice as Told } from './store.ts'
import { noticeWords, type Say } from './words.ts'

export const deskAddress = '/desk/call-notices' as const

/** How many wish to hear of what, and of which calls they heard: numbers, nobody's address. */
export function deskRoutes(): Routes {
  return new Routes()
    .get(deskAddress, may('calls.edit'), (visit) => show(visit, { typed: {}, problems: [] }))
    .post(`${deskAddress}/removal`, may('calls.edit'), async (visit) => {
      const form = await visit.form(z.object({ email: mailAddress() }))
      if (!form.ok) return show(visit, form)
      const { institution } = visit.place('calls.edit')
      const removed = await removeAddress(visit.within(institution), form.value.email)
      return visit.go(`${deskAddress}?done=${removed ? 'removed' : 'absent'}`)
    })
}

interface Tried {
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

async function show(visit: Visit, tried: Tried): Promise<Response> {
  const { institution } = visit.place('calls.edit')
  const db = visit.within(institution)
  const t = noticeWords(visit.language)
  const [people, waiting, told, calls] = await Promise.all([
    subscribers(db),
    countWaiting(db),
    noticesOf(db),
    callsOf(db),
  ])
  const law = await lawOfToday(visit.house, institution)
  const done = visit.query('done')
  const notice = done === 'removed' || done === 'absent' ? t(`desk.${done}`) : null
  const body = <DeskPage {...{ t, law, institution, people, waiting, told, calls, notice }} {...tried} />
  const page = { frame: 'desk', title: t('desk.title'), current: deskAddress, body } as const
  return visit.show(page, tried.problems.length > 0 ? 422 : 200)
}

interface DeskProps extends Tried {
  readonly t: Say
  readonly law: Law
  readonly institution: string
  readonly people: readonly Subscription[]
  readonly waiting: number
  readonly told: readonly Told[]
  readonly calls: readonly Call[]
  readonly notice: string | null
}

function DeskPage(props: DeskProps) {
  const { t, people, waiting, institution, notice, typed, problems } = props
  return (
    <>
      <PageTitle title={t('desk.title')} lead={t('desk.lead')} />
      {notice && <Notice tone="ok" title={notice} role="status" />}
      <Tiles>
        <Tile text={t('desk.people')} value={people.length} />
        <Tile text={t('desk.waiting')} value={waiting} />
      </Tiles>
      <p>
        <Link href={askAddress(institution, t.language)}>{t('desk.public')}</Link>
      </p>
      <Interests {...props} />
      <Sent {...props} />
      <Section title={t('desk.remove')}>
        <Form action={`${deskAddress}/removal`} method="post">
          <TextField
            name="email"
            label={t('field.email')}
            hint={t('desk.removeHint')}
            type="email"
            value={typed.email ?? ''}
            error={saidOf(problems, 'email', t.language, t)}
          />
          <Actions>
            <Button tone="danger">{t('desk.removeDo')}</Button>
          </Actions>
        </Form>
      </Section>
    </>
  )
}

/** Each wish with how many have it; whoever wished nothing of a kind stands as "everything". */
function Interests({ t, law, people }: DeskProps) {
  if (people.length === 0) return <EmptyState title={t('desk.nobody')} text={t('desk.nobodyText')} />
  return (
    <>
      {dimensions.map((of) => {
        const wished = people.flatMap(({ interests }) => interests[of])
        const all = people.filter(({ interests }) => interests[of].length === 0).length
        const counts = [...Map.groupBy(wished, (value) => value)].map(([value, { length }]) => ({
          text: sayWish({ t, law }, of, value),
          value: length,
        }))
        const rows = counts.toSorted((one, other) => other.value - one.value)
        return (
          <Section title={t(`wish.${of}`)}>
            <NumberList rows={[...rows, { text: t('desk.everything'), value: all, rest: true }]} />
          </Section>
        )
      })}
    </>
  )
}

function Sent({ t, told, calls }: DeskProps) {
  return (
    <Section title={t('desk.sent')}>
      <Table
        caption={t('desk.sent')}
        captionHidden
        columns={[
          { key: 'call', text: t('desk.call') },
          { key: 'at', text: t('desk.at') },
          { key: 'mails', text: t('desk.mails'), numeric: true },
        ]}
        rows={told.map(({ callId, at, mails }) => ({
          href: `/desk/calls/${callId}`,
          cells: [
            calls.find(({ id }) => id === callId)?.said.title[t.language] ?? '',
            sayMoment(at, t.language),
            mails,
          ],
        }))}
        empty={<EmptyState title={t('desk.noneSent')} text={t('desk.noneSentText')} />}
      />
    </Section>
  )
}

import type { Href } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Crumbs,
  EmptyState,
  Form,
  HiddenField,
  Link,
  Notice,
  PageTitle,
  Section,
  Table,
  Tag,
} from '../../ui/index.ts'
import { EntryFields, EntryProblems } from '../cases/index.ts'
import type { Law } from '../law/index.ts'
import { termOf } from './inviting.ts'
import { roundForm } from './round-form.ts'
import type { Round } from './store.ts'
import { incomingWords, type Say } from './words.ts'

export const hubAddress = '/desk/incoming-mobility'
export const roundAddress = (id: string): Href => `/desk/incoming-mobility/rounds/${id}`

export interface RoundCount {
  readonly round: Round
  readonly asked: number
  readonly answered: number
  readonly late: number
  readonly students: number
}

interface HubProps {
  readonly t: Say
  readonly law: Law
  readonly rounds: readonly RoundCount[]
  readonly mayWork: boolean
}

/** The rounds in which partners name students, the last one first. */
export function HubPage({ t, law, rounds, mayWork }: HubProps) {
  const begin = mayWork && <ButtonLink href={`${hubAddress}/rounds/new`}>{t('hub.new')}</ButtonLink>
  return (
    <>
      <PageTitle title={t('hub.title')} lead={t('hub.lead')} />
      {rounds.length > 0 && <Actions>{begin}</Actions>}
      <Section title={t('hub.rounds')}>
        <Table
          caption={t('hub.rounds')}
          captionHidden
          columns={[
            { key: 'term', text: t('column.term') },
            { key: 'stay', text: t('nominate.stay') },
            { key: 'by', text: t('round.nominateBy') },
            { key: 'asked', text: t('hub.asked'), numeric: true },
            { key: 'answered', text: t('hub.answered'), numeric: true },
            { key: 'students', text: t('hub.students'), numeric: true },
          ]}
          rows={rounds.map(({ round, asked, answered, late, students }) => ({
            href: roundAddress(round.id),
            cells: [
              termOf(round, t.language),
              `${sayDay(round.from, t.language)} – ${sayDay(round.to, t.language)}`,
              <>
                {sayDay(round.nominateBy, t.language)}{' '}
                {round.nominateBy < law.day && <Tag tone="quiet">{t('hub.over')}</Tag>}
              </>,
              asked,
              <>
                {answered} {late > 0 && <Tag tone="late">{t('hub.late', { count: late })}</Tag>}
              </>,
              students,
            ],
          }))}
          empty={<EmptyState title={t('hub.none')} text={t('hub.none.text')} action={begin} />}
        />
      </Section>
      <p>
        <Link href="/desk/cases/incoming">{t('hub.cases')}</Link>
      </p>
    </>
  )
}

export interface RoundFormProps {
  readonly t: Say
  readonly law: Law
  /** Null: a new one. */
  readonly round: Round | null
  readonly formId: string
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly notice: string | null
}

/** A round: the term, its days, and by when whoever does what. */
export function RoundFormPage({ t, law, round, formId, typed, problems, notice }: RoundFormProps) {
  const own = { t: incomingWords.byData(t.language), words: 'round', typed, problems, law }
  const title = round ? t('round.change') : t('hub.new')
  const way = round ? [{ text: termOf(round, t.language), href: roundAddress(round.id) }] : []
  return (
    <>
      <EntryProblems {...own} />
      <Crumbs label={t('hub.title')} steps={[{ text: t('hub.title'), href: hubAddress }, ...way, { text: title }]} />
      <PageTitle title={title} lead={t('round.lead')} />
      {notice && (
        <Notice tone="late" role="alert">
          <p>{notice}</p>
        </Notice>
      )}
      <Form action={round ? `${roundAddress(round.id)}/days` : `${hubAddress}/rounds/new`} method="post" label={title}>
        <HiddenField name="id" value={formId} />
        {round && <HiddenField name="version" value={typed.version ?? round.version} />}
        <EntryFields {...own} shape={roundForm.shape} />
        <Actions>
          <Button>{t(round ? 'round.save' : 'round.begin')}</Button>
          <Link href={round ? roundAddress(round.id) : hubAddress}>{t('round.back')}</Link>
        </Actions>
      </Form>
    </>
  )
}

import { stringAt } from '../../platform/database/json.ts'
import type { Day } from '../../platform/days.ts'
import { dayOf } from '../../platform/days.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { saidOf } from '../../platform/web/words.ts'
import { sayDay, sayDistance } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Card,
  Confirm,
  Crumbs,
  EmptyState,
  Form,
  HiddenField,
  Link,
  Muted,
  Notice,
  PageTitle,
  Section,
  SelectField,
  Table,
  Tag,
  TextField,
} from '../../ui/index.ts'
import type { Law, Rule } from '../law/index.ts'
import { type Kind, kinds, termOf } from './rules.ts'
import type { KnownPerson, OpenDuty, OwnTerm } from './store.ts'
import type { DutySay } from './words.ts'

export interface DutiesPageProps {
  readonly t: DutySay
  readonly law: Law
  readonly rows: readonly OpenDuty[]
  readonly more: boolean
  readonly terms: ReadonlyMap<Kind, OwnTerm>
  readonly mayWork: boolean
  readonly maySet: boolean
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

/** What the university has to tell, late ones first; within which terms; and what it costs when nobody does. */
export function DutiesPage(props: DutiesPageProps) {
  const { t, law, rows, more, mayWork } = props
  return (
    <>
      <PageTitle title={t('duties.title')} lead={t('duties.lead')} />
      {mayWork && (
        <Actions>
          <ButtonLink href="/desk/duties/new">{t('duties.new')}</ButtonLink>
        </Actions>
      )}
      {rows.length === 0 ? (
        <EmptyState title={t('duties.none')} text={t('duties.none.text')} />
      ) : (
        <Table
          columns={[
            { key: 'due', text: t('column.due') },
            { key: 'who', text: t('column.who') },
            { key: 'kind', text: t('column.kind') },
            { key: 'happened', text: t('column.happened') },
            { key: 'number', text: t('column.number'), whole: true },
          ]}
          rows={rows.map((row) => dutyRow(row, t, law.day))}
          empty=""
        />
      )}
      <p>
        <Link href="/desk/cases/duty">{t(more ? 'duties.more' : 'duties.all')}</Link>
      </p>
      <Section title={t('terms.title')}>
        <p>{t('terms.lead')}</p>
        {kinds.map((kind) => (
          <OneTerm kind={kind} {...props} />
        ))}
      </Section>
      <Fines t={t} law={law} />
    </>
  )
}

function dutyRow({ id, number, title, facts, due }: OpenDuty, t: DutySay, today: Day) {
  const kind = kinds.find((one) => one === stringAt(facts, 'kind'))
  return {
    href: `/desk/cases/duty/${id}` as const,
    cells: [
      due ? (
        <>
          <Tag tone={due < today ? 'late' : 'due'}>{sayDistance(due, today, t.language)}</Tag> {sayDay(due, t.language)}
        </>
      ) : (
        t('due.none')
      ),
      title,
      kind ? t(`choice.kind.${kind}`) : '',
      stringAt(facts, 'happenedOn'),
      number,
    ],
  }
}

function OneTerm({ kind, t, law, terms, maySet, typed, problems }: DutiesPageProps & { kind: Kind }) {
  const rule = termOf(kind, law, terms)
  const own = terms.get(kind)
  const here = typed.kind === kind
  const byLaw = rule !== null && rule.id !== 'own.duty'
  const errorOf = (field: string) => (here ? saidOf(problems, field, t.language, t) : undefined)
  const days = here ? typed.days : own ? String(own.value) : ''
  return (
    <Card title={t(`choice.kind.${kind}`)}>
      {rule ? <TermText rule={rule} own={byLaw ? undefined : own} t={t} /> : <p>{t('terms.unknown')}</p>}
      {maySet && !byLaw && (
        <Confirm open={t(own ? 'terms.change' : 'terms.set')} tone="soft" expanded={here}>
          <Form action="/desk/duties/terms" method="post" label={t(`choice.kind.${kind}`)}>
            <HiddenField name="kind" value={kind} />
            <TextField
              name="days"
              id={`days-${kind}`}
              label={t('terms.days')}
              hint={t('terms.days.hint')}
              value={days}
              error={errorOf('days')}
              width="half"
            />
            <SelectField
              name="unit"
              id={`unit-${kind}`}
              label={t('terms.unit')}
              options={(['working-days', 'calendar-days'] as const).map((unit) => ({
                value: unit,
                text: t(`terms.unit.${unit}`),
                selected: (here ? typed.unit : own?.unit) === unit,
              }))}
            />
            <Button>{t('terms.save')}</Button>
          </Form>
        </Confirm>
      )}
    </Card>
  )
}

function TermText({ rule, own, t }: { rule: Rule; own: OwnTerm | undefined; t: DutySay }) {
  const count = Number(rule.value)
  const unit = rule.unit === 'working-days' ? 'working-days' : 'calendar-days'
  return (
    <>
      <p>
        <b>{t(`terms.count.${unit}`, { count })}</b>
      </p>
      {own ? (
        <Muted>{t('terms.own', { name: own.byName, day: sayDay(dayOf(own.at), t.language) })}</Muted>
      ) : (
        <Sourced rule={rule} t={t} />
      )}
    </>
  )
}

/** A rule with its sources, and the warning where nobody has verified it. */
function Sourced({ rule, t }: { rule: Rule; t: DutySay }) {
  return (
    <>
      <p>
        {rule.text[t.language]}. {!rule.verified && <Tag tone="due">{t('unverified')}</Tag>}
      </p>
      <Muted>
        {t('source', { source: rule.source.join('; ') })} {rule.note?.[t.language]}
      </Muted>{' '}
      <Link href={`/desk/settings/law/rules/${rule.id}`}>{t('rule')}</Link>
    </>
  )
}

// Only what concerns a host or an inviting side: what a foreigner pays is the foreigner's.
function Fines({ t, law }: { t: DutySay; law: Law }) {
  const fines = law.penalties().filter(({ id }) => /^penalty\.(host|inviting)\./.test(id))
  return (
    <Section title={t('fines.title')}>
      <p>{t('fines.lead')}</p>
      <Table
        columns={[
          { key: 'what', text: t('fines.what') },
          { key: 'sum', text: t('fines.sum'), numeric: true },
          { key: 'since', text: t('fines.since') },
          { key: 'source', text: t('fines.source') },
        ]}
        rows={fines.map((rule) => ({
          href: `/desk/settings/law/rules/${rule.id}` as const,
          cells: [
            rule.text[t.language],
            t('fines.som', { count: Number(rule.value) }),
            rule.validFrom ? sayDay(rule.validFrom, t.language) : '',
            <>
              {rule.asOf} {!rule.verified && <Tag tone="due">{t('unverified')}</Tag>}
            </>,
          ],
        }))}
        empty={t('fines.none')}
      />
      {fines.length > 0 && <Notice tone="wait">{t('fines.notice')}</Notice>}
    </Section>
  )
}

export interface NewDutyProps {
  readonly t: DutySay
  readonly person: KnownPerson | null
  readonly requestKey: string
}

/** Who it is about: somebody of the records. What happened is asked on the case's own page. */
export function NewDutyPage({ t, person, requestKey }: NewDutyProps) {
  const way = [{ text: t('duties.title'), href: '/desk/duties' as const }, { text: t('duties.new') }]
  return (
    <>
      <Crumbs label={t('names')} steps={way} />
      <PageTitle title={t('duties.new')} over={person?.name} lead={t(person ? 'new.lead' : 'new.who')} />
      {person ? (
        <Form action={`/desk/persons/${person.id}/duty`} method="post" label={t('duties.new')}>
          <HiddenField name="key" value={requestKey} />
          <SelectField
            name="kind"
            label={t('fact.kind')}
            options={kinds.map((kind) => ({ value: kind, text: t(`choice.kind.${kind}`) }))}
          />
          <Actions>
            <Button>{t('new.begin')}</Button>
          </Actions>
        </Form>
      ) : (
        <p>
          <Link href="/desk/students">{t('new.students')}</Link> · <Link href="/desk/search">{t('new.search')}</Link>
        </p>
      )}
    </>
  )
}

import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  Card,
  DescriptionList,
  Form,
  HiddenField,
  Link,
  Muted,
  PageTitle,
  RadioField,
  Section,
  SelectField,
  TextArea,
} from '../../ui/index.ts'
import { type MobilityCase, mobility } from '../mobility/index.ts'
import { personAddress, selectionAddress } from './addresses.ts'
import type { Answer } from './answer-store.ts'
import type { Appeal } from './appeal-store.ts'
import type { decisionsAbout } from './decision-store.ts'
import { choicesOf, type Offer } from './gathering.ts'
import { byAt, errorIn, type Here, OutcomeTag, type Slip, Slipped, Way } from './parts.tsx'
import type { ExplainedRow } from './run-store.ts'
import { sayScore, sayWhy } from './saying.ts'

interface PersonProps extends Here {
  readonly one: MobilityCase
  readonly offer: Offer
  /** What the newest run says; null where it does not have them. */
  readonly row: ExplainedRow | null
  readonly decisions: Awaited<ReturnType<typeof decisionsAbout>>
  readonly answers: readonly Answer[]
  readonly appeals: readonly Appeal[]
  /** What may be decided now: for the next run, as an answer at once, or nothing any more. */
  readonly deciding: 'run' | 'answer' | null
  readonly formKey: string
  readonly slip: Slip
}

/** Somebody in the selection: the wishes, what the run gives and why, and what was decided by whom. */
export function PersonPage(props: PersonProps) {
  const { t, call, one, names, slip } = props
  return (
    <>
      <Way t={t} call={call} page={one.name} />
      <PageTitle title={one.name} over={one.number ?? ''} />
      <Slipped t={t} slip={slip} />
      <DescriptionList
        rows={[
          {
            term: t('person.case'),
            value: (
              <Link href={`/desk/cases/${mobility.name}/${one.caseId}`}>
                {mobility.words(t.language)(`stage.${one.stage}`)}
              </Link>
            ),
          },
          { term: t('list.unit'), value: one.unit ? names.unit(one.unit, t.language) : '–' },
          { term: t('person.recommended'), value: t(`recommended.${saidBy(one.recommended)}`) },
          {
            term: t('person.choices'),
            value: choicesOf(one)
              .map((host, at) => `${at + 1}. ${names.host(host)}`)
              .join(' · '),
          },
        ]}
      />
      <InRun {...props} />
      <Answers {...props} />
      <AppealsOf {...props} />
      <Decisions {...props} />
      {props.mayWork && props.deciding && <DecisionForm {...props} />}
    </>
  )
}

const saidBy = (recommended: boolean | null) => (recommended === null ? 'open' : recommended ? 'yes' : 'no')

function InRun({ t, names, row, answers }: PersonProps) {
  if (answers.length > 0) return null
  if (!row) return <p>{t('person.noRun')}</p>
  const { outcome, why, ranked, score } = row
  const said = { kind: outcome, rank: ranked ? row.rank : null, why, reason: null }
  return (
    <Card title={t('person.draft')}>
      <p>
        <OutcomeTag t={t} outcome={outcome} /> {why.host && names.host(why.host)} {why.funder && `· ${why.funder}`}
      </p>
      {score !== null && <p>{t('person.score', { score: sayScore(score, t.language) })}</p>}
      <Sentences lines={sayWhy(t, names, said)} />
    </Card>
  )
}

/** Why, a sentence each. */
export function Sentences({ lines }: { lines: readonly string[] }) {
  return (
    <ul>
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  )
}

function Answers({ t, names, answers }: PersonProps) {
  return (
    <>
      {answers.map((answer) => (
        <Card title={t(`cause.${answer.cause}`)}>
          <p>
            <OutcomeTag t={t} outcome={answer.kind} /> {answer.why.host && names.host(answer.why.host)}{' '}
            {answer.why.funder && `· ${answer.why.funder}`}
          </p>
          <Sentences lines={sayWhy(t, names, answer)} />
          <Muted>
            {byAt(t, { byName: answer.by.name, at: answer.at })} · {t(answer.takenAt ? 'answer.taken' : 'answer.waits')}
            {answer.hindered && ` · ${t('answer.hindered')}`}
          </Muted>
        </Card>
      ))}
    </>
  )
}

function AppealsOf({ t, call, appeals }: PersonProps) {
  return (
    <>
      {appeals.map((appeal) => (
        <Card title={t('appeal.title')}>
          <p>{appeal.text}</p>
          <p>
            <Link href={`${selectionAddress(call)}/appeals#${appeal.id}`}>
              {appeal.outcome
                ? t(`appeal.${appeal.outcome}`)
                : t('appeal.due', { day: sayDay(appeal.due, t.language) })}
            </Link>
          </p>
        </Card>
      ))}
    </>
  )
}

function Decisions({ t, names, decisions }: PersonProps) {
  if (decisions.length === 0) return null
  return (
    <Section title={t('decisions.title')}>
      <ul>
        {decisions.map(({ kind, host, funder, reason, at, byName }) => (
          <li>
            {t.find(`decision.kind.${kind}`)} {[host && names.host(host), funder].filter(Boolean).join(' · ')}: {reason}{' '}
            <Muted>{t('byAt', { name: byName, when: sayMoment(at, t.language) })}</Muted>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function DecisionForm({ t, call, one, offer, deciding, formKey, slip }: PersonProps) {
  const kinds =
    deciding === 'run' ? (['place', 'reserve', 'out', 'open'] as const) : (['place', 'reserve', 'out'] as const)
  const wished = choicesOf(one)
  return (
    <Section title={t(deciding === 'run' ? 'decision.title' : 'decision.answer')}>
      <p>{t(deciding === 'run' ? 'decision.lead' : 'decision.answerLead')}</p>
      <Form action={`${personAddress(call, one.caseId)}/decisions`} method="post" label={t('decision.title')}>
        <HiddenField name="key" value={formKey} />
        <RadioField
          name="kind"
          label={t('decision.kind')}
          error={errorIn(t, slip, 'kind')}
          options={kinds.map((kind) => ({
            value: kind,
            text: t(`decision.kind.${kind}`),
            selected: slip.typed.kind === kind,
          }))}
        />
        <SelectField
          name="host"
          label={t('hosts.host')}
          hint={t('decision.hostHint')}
          error={errorIn(t, slip, 'host')}
          options={[
            { value: '', text: t('choose') },
            ...offer.hosts.map(({ id, name }) => ({
              value: id,
              text: wished.includes(id) ? `${name} (${t('list.nth', { nth: wished.indexOf(id) + 1 })})` : name,
              selected: slip.typed.host === id,
            })),
          ]}
        />
        <FunderField t={t} offer={offer} slip={slip} />
        <TextArea
          name="reason"
          label={t('decision.reason')}
          hint={t('decision.reasonHint')}
          rows={3}
          value={slip.typed.reason}
          error={errorIn(t, slip, 'reason')}
        />
        <Actions>
          <Button tone={deciding === 'run' ? 'main' : 'danger'}>
            {t(deciding === 'run' ? 'decision.do' : 'decision.answerDo')}
          </Button>
        </Actions>
      </Form>
    </Section>
  )
}

// Who pays is asked only where the call counts seats by funder.
function FunderField({ t, offer, slip }: Pick<PersonProps, 't' | 'offer' | 'slip'>) {
  const funders = offer.quotas.filter(({ by }) => by === 'funder')
  if (funders.length === 0) return null
  return (
    <SelectField
      name="funder"
      label={t('decision.funder')}
      options={[
        { value: '', text: t('decision.anyFunder') },
        ...funders.map(({ of }) => ({ value: of, text: of, selected: slip.typed.funder === of })),
      ]}
    />
  )
}

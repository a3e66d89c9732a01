import type { Problem, Typed } from '../../platform/web/form.ts'
import { sayProblem } from '../../platform/web/words.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  Confirm,
  Crumbs,
  Form,
  Link,
  Muted,
  Notice,
  PageTitle,
  RadioField,
  Section,
  Stack,
  Table,
  Tag,
  TextArea,
  type Tone,
} from '../../ui/index.ts'
import type { decisionsOf, Pair } from './double-store.ts'
import { CaseTable, doublesAddress, pairAddress, personAddress, type Reading, Said } from './parts.tsx'
import type { Known } from './profile.ts'
import { compare, type Verdict } from './rules.ts'

interface PairProps {
  readonly reading: Reading
  readonly pair: Pair
  readonly one: Known
  readonly other: Known
  readonly decisions: Awaited<ReturnType<typeof decisionsOf>>
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly refusal: string | null
}

const tones: Readonly<Record<Verdict, Tone>> = { for: 'ok', against: 'late', open: 'quiet' }

/** Two records side by side, what speaks for and against, and what the officer makes of it. */
export function PairPage(props: PairProps) {
  const { reading, pair, refusal } = props
  const { t } = reading
  return (
    <Stack>
      <Crumbs label={t('here')} steps={[{ text: t('title'), href: doublesAddress }, { text: t('pair.here') }]} />
      <PageTitle title={t('pair.title')} lead={t('pair.lead')} />
      {refusal && (
        <Notice tone="late" role="alert">
          <p>{refusal}</p>
          {props.typed.reason && <p>{t('refused.typed', { text: props.typed.reason })}</p>}
        </Notice>
      )}
      <Standing {...props} />
      <Comparison {...props} />
      <TheirCases {...props} />
      {pair.state === 'open' && <Decide {...props} />}
      <History {...props} />
    </Stack>
  )
}

function Standing({ reading: { t }, pair }: PairProps) {
  if (pair.state === 'open') return null
  return (
    <Notice tone={pair.state === 'merged' ? 'ok' : 'quiet'} title={t(`state.${pair.state}.title`)}>
      {pair.state === 'merged' ? (
        <p>
          <a href={personAddress(pair.first)}>{t('pair.undoThere')}</a>
        </p>
      ) : (
        <Form action={`${pairAddress(pair.id)}/reopening`} method="post">
          <Actions>
            <Button tone="soft">{t('pair.reopen')}</Button>
          </Actions>
        </Form>
      )}
    </Notice>
  )
}

function Comparison({ reading, pair, one, other }: PairProps) {
  const { t } = reading
  const cell = (known: Known) => known.shownAs.join(', ')
  return (
    <Table
      caption={t('pair.title')}
      captionHidden
      columns={[
        { key: 'about', text: t('pair.about') },
        { key: 'one', text: cell(one) },
        { key: 'other', text: cell(other) },
        { key: 'verdict', text: t('pair.verdict') },
      ]}
      empty=""
      rows={compare(one, other, pair).map(({ about, verdict, because }) => ({
        cells: [
          t(`about.${about}`),
          <Said reading={reading} about={about} known={one} />,
          <Said reading={reading} about={about} known={other} />,
          <>
            <Tag tone={tones[verdict]}>{t(`verdict.${verdict}`)}</Tag> {t.find(`because.${about}.${because}`)}
          </>,
        ],
      }))}
    />
  )
}

function TheirCases({ reading, pair, one, other }: PairProps) {
  const { t } = reading
  if (pair.first === pair.second) return null
  const sections = [one, other].map((known) => (
    <Section
      title={t('pair.casesOf', { name: known.shownAs[0] ?? '' })}
      action={<Link href={personAddress(known.records[0] ?? '')}>{t('pair.page')}</Link>}
    >
      <CaseTable reading={reading} cases={known.cases} />
    </Section>
  ))
  return <>{sections}</>
}

function Decide({ reading: { t, language }, pair, one, other, typed, problems }: PairProps) {
  const about = (field: string) => problems.find((problem) => problem.field === field)
  const wrong = (field: string) => {
    const problem = about(field)
    return problem && sayProblem(problem, language)
  }
  const option = (value: string, known: Known) => ({
    value,
    text: known.shownAs[0] ?? '',
    hint: [t('merge.cases', { count: known.cases.length }), ...known.mails].join(' · '),
    selected: typed.lead === value,
  })
  return (
    <Section title={t('decide.title')}>
      <Confirm open={t('merge.open')} tone="main" expanded={about('lead') !== undefined}>
        <Form action={`${pairAddress(pair.id)}/merge`} method="get" label={t('merge.open')}>
          <RadioField
            name="lead"
            label={t('merge.lead')}
            hint={t('merge.lead.hint')}
            error={wrong('lead')}
            options={[option(pair.first, one), option(pair.second, other)]}
          />
          <Actions>
            <Button>{t('merge.preview')}</Button>
          </Actions>
        </Form>
      </Confirm>
      <Confirm open={t('apart.open')} tone="soft" expanded={about('reason') !== undefined}>
        <Form action={`${pairAddress(pair.id)}/apart`} method="post" label={t('apart.open')}>
          <TextArea
            name="reason"
            label={t('apart.reason')}
            hint={t('apart.hint')}
            rows={3}
            value={typed.reason}
            error={wrong('reason')}
          />
          <Actions>
            <Button tone="soft">{t('apart.do')}</Button>
          </Actions>
        </Form>
      </Confirm>
    </Section>
  )
}

function History({ reading: { t, language }, pair, decisions }: PairProps) {
  return (
    <Section title={t('history.title')}>
      <ul>
        <li>
          {t('history.found')} <Muted>{sayMoment(pair.foundAt, language)}</Muted>
        </li>
        {decisions.map(({ decision, reason, at, by_name: by }) => (
          <li>
            {t.find(`history.${decision}`)}
            {reason && `: ${reason}`} <Muted>{`${by}, ${sayMoment(at, language)}`}</Muted>
          </li>
        ))}
      </ul>
    </Section>
  )
}

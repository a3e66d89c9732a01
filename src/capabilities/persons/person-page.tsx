import type { Day } from '../../platform/days.ts'
import { day } from '../../platform/days.ts'
import type { Child } from '../../platform/jsx-runtime.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  Confirm,
  DescriptionList,
  Form,
  Muted,
  Notice,
  PageTitle,
  Section,
  Stack,
} from '../../ui/index.ts'
import type { Pair } from './double-store.ts'
import type { Merge } from './merge-store.ts'
import { CaseTable, pairAddress, type Reading, Said } from './parts.tsx'
import type { Known } from './profile.ts'
import { type About, lastUndoDay, mayUndo } from './rules.ts'
import type { lettersOfCases } from './store.ts'
import type { Say } from './words.ts'

interface PersonProps {
  readonly reading: Reading
  readonly known: Known
  readonly pairs: readonly Pair[]
  readonly merges: readonly Merge[]
  readonly letters: Awaited<ReturnType<typeof lettersOfCases>>
  readonly more: Child
  readonly today: Day
  readonly mayWork: boolean
  readonly refusal: string | null
}

const shown: readonly About[] = ['names', 'birthDays', 'sexes', 'citizenships', 'mails', 'phones', 'passports']

/** One person: everything that the office has of them, whatever procedure it came by. */
export function PersonPage(props: PersonProps) {
  const { reading, known, more, refusal } = props
  const { t } = reading
  return (
    <Stack>
      <PageTitle title={known.shownAs[0] ?? '—'} lead={t('person.lead')} />
      {refusal && (
        <Notice tone="late" role="alert">
          <p>{refusal}</p>
        </Notice>
      )}
      {props.mayWork && <MayBe t={t} pairs={props.pairs} records={known.records} />}
      <DescriptionList
        rows={shown.map((about) => ({
          term: t(`about.${about}`),
          value: <Said reading={reading} about={about} known={known} />,
        }))}
      />
      <Section title={t('person.cases')}>
        <CaseTable reading={reading} cases={known.cases} />
      </Section>
      <Letters {...props} />
      {more}
      {props.merges.length > 0 && <Merges {...props} />}
    </Stack>
  )
}

interface MayBeProps {
  readonly t: Say
  /** The open pairs in which one of these records stands. */
  readonly pairs: readonly Pair[]
  readonly records: readonly string[]
}

/** Whom a person may be beside, wherever the person is looked at. Two pairs with one other person are one line. */
export function MayBe({ t, pairs, records }: MayBeProps) {
  if (pairs.length === 0) return null
  const others = pairs.map((pair) =>
    records.includes(pair.first)
      ? { id: pair.id, person: pair.second, name: pair.secondName }
      : { id: pair.id, person: pair.first, name: pair.firstName },
  )
  return (
    <Notice tone="due" title={t('notice.title')}>
      {[...new Map(others.map((other) => [other.person, other])).values()].map(({ id, name }) => (
        <p>
          {name}: <a href={pairAddress(id)}>{t('notice.compare')}</a>
        </p>
      ))}
    </Notice>
  )
}

function Letters({ reading: { t, language }, letters }: PersonProps) {
  if (letters.length === 0) return null
  return (
    <Section title={t('person.letters')}>
      <ul>
        {letters.map((letter) => (
          <li>
            <a href={`/desk/letters/${letter.id}`}>{letter.number}</a>, {sayDay(day(letter.issuedOn), language)}:{' '}
            {letter.subject}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Merges(props: PersonProps) {
  const { reading } = props
  return (
    <Section title={reading.t('merges.title')}>
      {props.merges.map((merge) => (
        <OneMerge {...props} merge={merge} />
      ))}
    </Section>
  )
}

function OneMerge({ reading, merge, today, mayWork }: PersonProps & { merge: Merge }) {
  const { t, language } = reading
  const open = !merge.undoneAt && mayUndo(merge.mergedAt, today)
  const until = sayDay(lastUndoDay(merge.mergedAt), language)
  return (
    <>
      <p>
        {t('merges.done', { name: merge.mergedName, by: merge.byName, at: sayMoment(merge.mergedAt, language) })}{' '}
        <a href={pairAddress(merge.doubleId)}>{t('merges.pair')}</a>
        <br />
        <Muted>
          {merge.undoneAt
            ? t('merges.undone', { by: merge.undoneByName ?? '', at: sayMoment(merge.undoneAt, language) })
            : t(open ? 'merges.until' : 'merges.final', { day: until })}
        </Muted>
      </p>
      {open && mayWork && (
        <Confirm open={t('undo.open')} tone="soft">
          <p>{t('undo.about')}</p>
          <Form action={`/desk/merges/${merge.id}/undoing`} method="post">
            <Actions>
              <Button>{t('undo.do')}</Button>
            </Actions>
          </Form>
        </Confirm>
      )}
    </>
  )
}

import type { Day } from '../../platform/days.ts'
import { readDay } from '../../platform/days.ts'
import type { Child } from '../../platform/jsx-runtime.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { Actions, ButtonLink, EmptyState, Link, Muted, Section, Table, Tag, type Tone } from '../../ui/index.ts'
import { numberIn, type Whole, type WorkLine, wordIn, workAddress } from '../networks/index.ts'
import { stages } from './kinds.ts'
import { seated } from './rules.ts'
import type { Somebody } from './store.ts'
import type { Say } from './words.ts'

const tones: Readonly<Record<string, Tone>> = { here: 'wait', away: 'due', back: 'wait', both: 'ok', left: 'quiet' }

interface StudentsProps {
  readonly t: Say
  readonly whole: Whole
  readonly persons: ReadonlyMap<string, Somebody>
  /** Whether the names may be read; others read the numbers. */
  readonly mayRead: boolean
  readonly mayEdit: boolean
}

const cohortsOf = (lines: readonly WorkLine[]) => lines.filter(({ kind }) => kind === 'cohort')
const studentsOf = (lines: readonly WorkLine[]) => lines.filter(({ kind }) => kind === 'student')

/** Who studies on a programme, by cohort and stage. */
export function Students(props: StudentsProps) {
  const { t, whole, mayRead, mayEdit } = props
  const { work, lines } = whole
  const add = `${workAddress(work)}/students/new` as const
  const isEmpty = studentsOf(lines).length === 0
  const hasCohorts = cohortsOf(lines).length > 0
  const mayAdd = mayEdit && mayRead && hasCohorts
  return (
    <Section
      title={t('students.title')}
      id="students"
      action={mayAdd && !isEmpty && <Link href={add}>{t('students.add')}</Link>}
    >
      {isEmpty && (
        <EmptyState
          title={t('students.none')}
          text={t(hasCohorts ? 'students.noneText' : 'students.noCohort')}
          action={mayAdd && <ButtonLink href={add}>{t('students.add')}</ButtonLink>}
        />
      )}
      {hasCohorts && <Numbers t={t} lines={lines} />}
      {mayRead && !isEmpty && <Names {...props} />}
      {mayRead && !isEmpty && (
        <Actions>
          <Muted>{t('students.export')}</Muted>
          <ButtonLink tone="soft" href={`${workAddress(work)}/students.xlsx`}>
            XLSX
          </ButtonLink>
          <ButtonLink tone="soft" href={`${workAddress(work)}/students.csv`}>
            CSV
          </ButtonLink>
        </Actions>
      )}
    </Section>
  )
}

/** How many seats of each cohort are taken, and how far those on them are. */
export function Numbers({ t, lines }: { t: Say; lines: readonly WorkLine[] }) {
  return (
    <Table
      caption={t('numbers.title')}
      captionHidden
      columns={[
        { key: 'year', text: t('numbers.cohort') },
        { key: 'seats', text: t('numbers.seats'), numeric: true },
        { key: 'taken', text: t('numbers.taken'), numeric: true },
        ...stages.map((stage) => ({ key: stage, text: t(`stage.${stage}`), numeric: true })),
      ]}
      rows={cohortsOf(lines).map(({ id, said }) => {
        const own = studentsOf(lines).filter(({ under }) => under === id)
        const count = (stage: string) => own.filter((one) => wordIn(one.said, 'stage') === stage).length
        return {
          cells: [
            String(numberIn(said, 'year') ?? '–'),
            numberIn(said, 'seats') ?? 0,
            seated(lines, id).length,
            ...stages.map(count),
          ],
        }
      })}
      empty=""
    />
  )
}

function Names({ t, whole: { work, lines }, persons, mayEdit }: StudentsProps) {
  return (
    <Table
      caption={t('students.title')}
      captionHidden
      columns={[
        { key: 'name', text: t('students.name') },
        { key: 'cohort', text: t('numbers.cohort') },
        { key: 'stage', text: t('students.stage') },
        { key: 'since', text: t('students.since') },
        { key: 'note', text: t('students.note') },
      ]}
      rows={studentsOf(lines).map((line) => ({
        href: mayEdit ? (`${workAddress(work)}/students/${line.id}` as const) : undefined,
        cells: cellsOf(t, lines, persons, line),
      }))}
      empty=""
    />
  )
}

function cellsOf(t: Say, lines: readonly WorkLine[], persons: StudentsProps['persons'], line: WorkLine): Child[] {
  const stage = stageOf(line)
  const [name, cohort, , since, note] = plainCells(t, lines, persons, line)
  return [name, cohort, <Tag tone={tones[stage] ?? 'quiet'}>{t(`stage.${stage}`)}</Tag>, since || '–', note || '–']
}

export const stageOf = ({ said }: WorkLine) => stages.find((stage) => stage === wordIn(said, 'stage')) ?? 'here'

/** A student as a sheet says it: name, cohort, stage, since, note. */
export function plainCells(
  t: Say,
  lines: readonly WorkLine[],
  persons: StudentsProps['persons'],
  line: WorkLine,
): [string, string, string, string, string] {
  const person = persons.get(line.personId ?? '')
  const since: Day | null = readDay(wordIn(line.said, 'stageSince'))
  return [
    [person?.name ?? '–', person?.number].filter(Boolean).join(', '),
    sayCohort(lines, line.under),
    t(`stage.${stageOf(line)}`),
    since ? sayDay(since, t.language) : '',
    wordIn(line.said, 'note'),
  ]
}

/** A cohort by its year. */
export function sayCohort(lines: readonly WorkLine[], id: string | null): string {
  const cohort = lines.find((line) => line.id === id)
  return String(numberIn(cohort?.said, 'year') ?? '–')
}

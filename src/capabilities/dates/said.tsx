import type { Day } from '../../platform/days.ts'
import type { Href, Html } from '../../platform/jsx-runtime.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay, sayDistance } from '../../platform/words/saying-days.ts'
import { Card, Muted, Section, Tag } from '../../ui/index.ts'
import type { Procedure } from '../cases/index.ts'
import type { LawBook, Rule } from '../law/index.ts'
import { type Leads, staysWords } from '../stays/index.ts'
import { type DateRow, deadlineOf, isFamily, stateOf } from './rules.ts'
import { type DatesSay, datesWords } from './words.ts'

/** What the plain words of a date are made from. */
export interface Words {
  readonly language: Language
  readonly today: Day
  readonly procedures: readonly Procedure[]
}

/** And its reasons. */
export interface Telling extends Words {
  readonly book: LawBook
  /** The institution's lead times, by name of the clock. */
  readonly leads: Leads
}

/** What ends, in words: a clock's name, or the deadline's with its procedure. */
export function sayKind(kind: string, { language, procedures }: Pick<Words, 'language' | 'procedures'>): string {
  const deadline = deadlineOf(kind)
  if (isFamily(kind)) return datesWords(language).find(`family.${kind}`) ?? kind
  if (!deadline) return staysWords(language).find(`clock.${kind}`) ?? kind
  const say = procedures.find(({ name }) => name === deadline.procedure)?.words(language)
  return say ? `${say('name')}: ${say.find(`deadline.${deadline.name}`) ?? deadline.name}` : kind
}

/** The rule behind a date: the one of that day, else the last that there was. */
export function ruleOf({ rule, due }: Pick<DateRow, 'rule' | 'due'>, { book }: Pick<Telling, 'book'>): Rule | null {
  const named = [...book.rules, ...book.visaFree, ...book.registration].filter(({ id }) => id === rule)
  const holds = (one: Rule) => (one.validFrom ?? due) <= due && due <= (one.validTo ?? due)
  return named.find(holds) ?? named.toSorted((a, b) => ((a.validTo ?? '') < (b.validTo ?? '') ? 1 : -1))[0] ?? null
}

export const addressOf = ({ procedure, about, personId }: Pick<DateRow, 'procedure' | 'about' | 'personId'>): Href =>
  procedure ? `/desk/cases/${procedure}/${about}` : `/desk/persons/${personId}`

const tones = { missed: 'late', late: 'late', soon: 'due' } as const

/** The last day, how far it is, and whether that can still change. */
export function DueSaid({ row, telling }: { row: DateRow; telling: Telling }): Html {
  const { language, today } = telling
  const t = datesWords(language)
  const missed = row.due < today
  return (
    <>
      {sayDay(row.due, language)}
      <br />
      <Tag tone={missed ? 'late' : 'quiet'}>{sayDistance(row.due, today, language)}</Tag>
      {row.provisional && (
        <>
          {' '}
          <Tag tone="wait">{t('row.provisional')}</Tag>
        </>
      )}
    </>
  )
}

/** The latest safe day to start, coloured by how urgent it is. */
export function StartSaid({ row, telling }: { row: DateRow; telling: Telling }): Html {
  const { language, today } = telling
  const state = stateOf(row, today)
  if (state === 'missed') return <Tag tone="late">{datesWords(language)('row.missed')}</Tag>
  return (
    <>
      {sayDay(row.start, language)}
      <br />
      <Tag tone={state ? tones[state] : 'quiet'}>{sayDistance(row.start, today, language)}</Tag>
    </>
  )
}

/** The rules behind these dates, each once: what stands below the table, by its place. */
export function rulesOf(rows: readonly DateRow[], telling: Telling): readonly Rule[] {
  return [...new Set(rows.flatMap((row) => ruleOf(row, telling) ?? []))]
}

interface WhyProps {
  readonly row: DateRow
  readonly notes: readonly Rule[]
  readonly telling: Telling
}

/** Why: how early the office begins, and the rule, which stands whole below the table. */
export function WhySaid({ row, notes, telling }: WhyProps): Html {
  const t = datesWords(telling.language)
  const rule = ruleOf(row, telling)
  const lead = row.procedure ? null : telling.leads[row.kind]
  const at = rule ? notes.indexOf(rule) + 1 : 0
  return (
    <>
      {lead ? t('why.lead', { lead: sayLead(t, lead) }) : t('why.case')}{' '}
      {rule && (
        <>
          <a href={`#rule-${at}`}>{t('why.rule', { at })}</a>{' '}
          {!rule.verified && <Tag tone="wait">{t('why.unverified')}</Tag>}
        </>
      )}
    </>
  )
}

interface NotesProps extends Omit<WhyProps, 'row'> {
  readonly rows: readonly DateRow[]
}

/** The rules whole, with their sources; and which of them ends before a date that rests on it, when no later one is loaded. */
export function RuleNotes({ rows, notes, telling }: NotesProps): Html | null {
  const t = datesWords(telling.language)
  if (notes.length === 0) return null
  return (
    <Section title={t('why.title')}>
      {notes.map((rule, at) => (
        <Card>
          <p id={`rule-${at + 1}`}>
            <b>{t('why.rule', { at: at + 1 })}</b> {rule.text[telling.language]}
          </p>
          {!rule.verified && (
            <p>
              <Tag tone="wait">{t('row.unverified')}</Tag>
            </p>
          )}
          {isOutlived(rule, rows, telling) && (
            <p>
              <Tag tone="due">{t('why.ended', { day: sayDay(rule.validTo, telling.language) })}</Tag>
            </p>
          )}
          <Muted>{t('row.source', { source: rule.source.join('; ') })}</Muted>
        </Card>
      ))}
    </Section>
  )
}

type Ending = Rule & { readonly validTo: Day }

// The rule of a date is the one of its day where there is one: an ended one has no successor.
function isOutlived(rule: Rule, rows: readonly DateRow[], telling: Telling): rule is Ending {
  const { validTo } = rule
  return validTo !== null && rows.some((row) => row.due > validTo && ruleOf(row, telling) === rule)
}

export function sayLead(t: DatesSay, { value, unit }: Leads[string]): string {
  return t.find(`lead.${unit}`, { value }) ?? String(value)
}

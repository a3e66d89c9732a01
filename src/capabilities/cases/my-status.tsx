import { dayOf, daysBetween } from '../../platform/days.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay, sayDistance } from '../../platform/words/saying-days.ts'
import { Card, DescriptionList, Link, Muted, Tag } from '../../ui/index.ts'
import { type Contact, sayContact } from '../institutions/index.ts'
import type { View } from './moment.ts'
import { addressOf, leftToDo } from './my-place.ts'
import { brings, isOpen, isThere, openDeadlines, waitsFor } from './rules.ts'
import { deadlineRows } from './shared-pages.tsx'
import type { StageTime } from './stage-times.ts'
import { casesWords } from './words.ts'

export interface StatusProps {
  readonly view: View
  readonly language: Language
  /** Null while too few cases have gone through the stage. */
  readonly time: StageTime | null
  /** The unit that works on the case, and how to reach it. */
  readonly office: { readonly name: string; readonly contacts: readonly Contact[] }
}

/** Who has the case, since when, how long that usually takes, what is missing, what comes next, by which day and why. */
export function Status(props: StatusProps) {
  const { view, language } = props
  const t = casesWords(language)
  const { standing, procedure } = view
  const waits = waitsFor(procedure, standing.stage)
  const dates = deadlineRows(view, language)
  const rows = [...(standing.arrivedAt && waits !== 'closed' ? waitingRows(props) : []), ...dates]
  if (rows.length === 0) return null
  return (
    <Card title={t('status.title')}>
      <DescriptionList rows={rows} />
      {dates.length > 0 && (
        <p>
          <a href={`${addressOf(view)}/dates.ics`}>{t('status.calendar', { count: dates.length })}</a>
        </p>
      )}
    </Card>
  )
}

function waitingRows(props: StatusProps) {
  const { view, language } = props
  const t = casesWords(language)
  const since = dayOf(view.standing.stageSince)
  const next = comesNext(view, language)
  const missing = missingFrom(view, language)
  const theirs = waitsFor(view.procedure, view.standing.stage) !== 'subject'
  return [
    { term: t('status.who'), value: <Who {...props} /> },
    {
      term: t('status.since'),
      value: `${sayDay(since, language)} (${sayDistance(since, view.law.day, language)})`,
    },
    ...(theirs ? [{ term: t('status.usual'), value: <Usually {...props} /> }] : []),
    ...(missing ? [{ term: t('status.missing'), value: missing }] : []),
    ...(next ? [{ term: t('status.next'), value: next }] : []),
  ]
}

function Who({ view, language, office }: StatusProps) {
  const t = casesWords(language)
  const waits = waitsFor(view.procedure, view.standing.stage)
  if (waits === 'subject') return <>{t('status.who.subject')}</>
  const own = view.procedure.words(language).find(`who.${view.standing.stage}`, { office: office.name })
  const named = view.institution.settings.namesOfficers.value ? view.standing.ownerName : null
  return (
    <>
      {own ?? (waits === 'others' ? t('status.who.others', { office: office.name }) : office.name)}
      {named && `, ${named}`}
      {office.contacts.map((contact) => (
        <div>
          <Reach contact={contact} language={language} />
        </div>
      ))}
    </>
  )
}

function Reach({ contact, language }: { contact: Contact; language: Language }) {
  const said = sayContact(contact, language)
  if (contact.kind === 'phone') return <Link href={`tel:${contact.value}`}>{said}</Link>
  if (contact.kind === 'email') return <Link href={`mailto:${contact.value}`}>{said}</Link>
  return <>{said}</>
}

function Usually({ view, language, time }: StatusProps) {
  const t = casesWords(language)
  if (!time) return <>{ownTerm(view, language) ?? t('status.usual.unknown')}</>
  const longer = daysBetween(dayOf(view.standing.stageSince), view.law.day) > time.most
  return (
    <>
      {sayUsual(time, language)} {longer && <Tag tone="due">{t('status.usual.longer')}</Tag>}
      <br />
      <Muted>{t('status.usual.of', { cases: time.cases })}</Muted>
    </>
  )
}

/** `Usually 5 days; nine of ten within 9 days.` */
export function sayUsual({ usual, most }: StageTime, language: Language): string {
  return casesWords(language)('status.usual.days', { usual, most })
}

/** What the office has set itself for this stage, in words; null when it has set nothing. */
export function ownTerm(view: View, language: Language): string | null {
  const [first] = openDeadlines(view.procedure, view.situation)
  return first ? casesWords(language).find(`status.term.${first.rule.unit}`, { count: Number(first.rule.value) }) : null
}

// At a stage in which the subject only decides, the page says above what to do.
function missingFrom(view: View, language: Language): string | null {
  const t = casesWords(language)
  if (!isOpen(view.procedure, view.standing.stage))
    return waitsFor(view.procedure, view.standing.stage) === 'subject' ? null : t('status.missing.none')
  const titles = view.items
    .filter((item) => !item.wanted.optional && !isThere(item) && brings(item, 'subject'))
    .map((item) => item.wanted.title[language])
  if (titles.length > 0) return titles.join('; ')
  const left = leftToDo(view)
  return left > 0 ? t('case.left', { count: left }) : t('status.missing.send')
}

function comesNext(view: View, language: Language): string | null {
  return view.procedure.words(language).find(`ahead.${view.standing.stage}`)?.split('\n')[0] ?? null
}

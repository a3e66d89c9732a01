import { type Day, readDay } from '../../platform/days.ts'
import type { Child } from '../../platform/jsx-runtime.ts'
import { type Language, languageNames, type Text } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { Link, Notice, Prose } from '../../ui/index.ts'
import type { Law } from '../law/index.ts'
import type { NewsSaid } from '../packs/index.ts'
import { type Kind, readable } from './rules.ts'
import type { Say } from './words.ts'

/** A text in the reader's language, or in the one it exists in, said to be so to whoever hears it. */
export function Told({ text, language }: { text: Text; language: Language }) {
  const told = readable(text, language)
  return told && <span lang={told.lang === language ? undefined : told.lang}>{told.text}</span>
}

export const titleOf = ({ title }: NewsSaid, language: Language): string => readable(title, language)?.text ?? ''

/** A year, a month or a day as it is known, in words. */
export function sayWhen(on: string, language: Language): string {
  const [year, month, day] = on.split('-')
  if (!year) return ''
  if (!month) return year
  const known = readDay(day ? on : `${on}-01`)
  if (!known) return on
  return day ? sayDay(known, language) : sayMonth(known, language)
}

const locales = { en: 'en-GB', ru: 'ru', ky: 'ky' }
const sayMonth = (on: Day, language: Language) =>
  new Intl.DateTimeFormat(locales[language], { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${on}T00:00:00Z`),
  )

/** Paragraphs, lists of lines that begin with a hyphen, and addresses that can be followed: nothing else. */
export function Body({ text, lang }: { text: string; lang: Language }) {
  const blocks = text.replaceAll('\r', '').split(/\n{2,}/)
  return <Prose lang={lang}>{blocks.filter((block) => block.trim() !== '').map(block)}</Prose>
}

function block(text: string): Child {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (!lines.every((line) => /^\s*[-•*]\s+/.test(line)))
    return <p>{lines.flatMap((line, at) => (at === 0 ? linked(line) : [<br />, ...linked(line)]))}</p>
  return (
    <ul>
      {lines.map((line) => (
        <li>{linked(line.replace(/^\s*[-•*]\s+/, ''))}</li>
      ))}
    </ul>
  )
}

function linked(line: string): Child[] {
  return line
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]»])/)
    .map((part, at) => (at % 2 === 1 ? <Link href={part}>{part}</Link> : part))
}

/** The text of an item, with a word where it does not exist in the reader's language yet. */
export function NewsBody({ t, said }: { t: Say; said: NewsSaid }) {
  const told = readable(said.body, t.language)
  const title = readable(said.title, t.language)
  const lang = told?.lang ?? title?.lang ?? t.language
  return (
    <>
      {lang !== t.language && (
        <Notice tone="quiet" role="note">
          <p>{t('public.onlyIn', { language: languageNames[lang] })}</p>
        </Notice>
      )}
      {told && <Body text={told.text} lang={told.lang} />}
    </>
  )
}

interface Detail {
  readonly term: string
  readonly value: Child
}

/** What is told beside the text: place, diploma, country, journal; names only where people agreed. */
export function detailsOf(t: Say, law: Law, kind: Kind, { details, on, onNote }: NewsSaid): Detail[] {
  const { language } = t
  const country = (code: string) => law.country(code)?.name[language] ?? code
  const text = (term: string, value: Text | undefined): Detail[] =>
    value ? [{ term, value: <Told text={value} language={language} /> }] : []
  const line = (term: string, value: Child | undefined): Detail[] => (value ? [{ term, value }] : [])
  const days = [details.from, details.to].flatMap((one) => readDay(one ?? '') ?? []).map((one) => sayDay(one, language))
  return [
    ...text(t('detail.event'), details.event),
    ...text(t('detail.team'), details.team),
    ...line(t('detail.place'), details.place && t('detail.placeOf', { place: details.place })),
    ...line(t('detail.degree'), details.degree && t('detail.degreeOf', { degree: details.degree })),
    ...text(t('detail.nomination'), details.nomination),
    ...line(t('detail.countries'), details.countries?.map(country).join(', ')),
    ...line(t('detail.days'), days.join(' – ')),
    ...line(t('detail.people'), details.people && String(details.people)),
    ...line(t('detail.names'), details.names?.split('\n').join(', ')),
    ...line(t('detail.author'), details.author),
    ...text(t('detail.post'), details.post),
    ...line(t('detail.work'), details.work),
    ...line(t('detail.journal'), details.journal),
    ...line(t('detail.journalCountry'), details.journalCountry && country(details.journalCountry)),
    ...line(t('detail.link'), details.link && <Link href={details.link}>{details.link}</Link>),
    ...line(t(`detail.on.${kind === 'publication' ? 'publication' : 'other'}`), sayWhen(on, language)),
    ...text(t('detail.onNote'), onNote ?? undefined),
  ]
}

import { readFile } from 'node:fs/promises'
import { type JsonValue, typeset } from '../../platform/typesetting/index.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import type { Institution } from '../institutions/index.ts'
import { sayHundredths } from '../transcripts/index.ts'
import {
  type Agreement,
  type Component,
  currentOf,
  differences,
  inForce,
  inUnit,
  parties,
  type Said,
  type Side,
  sides,
  totalOf,
  type Version,
  validSignatures,
} from './rules.ts'
import { agreementWords, type Say } from './words.ts'

interface Printed {
  readonly agreement: Agreement
  readonly institution: Institution
  readonly student: string
  readonly number: string | null
}

/** The agreement as a paper, in English or Russian: what stands now, with everything that has happened to it. */
export async function agreementPaper(printed: Printed, language: Language): Promise<Uint8Array> {
  const t = agreementWords(language)
  const template = await readFile(new URL('./agreement.typ', import.meta.url), 'utf8')
  const { at } = currentOf(printed.agreement)
  return typeset(template, contentOf(t, printed), { title: t('title'), language, madeAt: at })
}

/** What the paper says. */
export function contentOf(t: Say, { agreement, institution, student, number }: Printed): JsonValue {
  const version = currentOf(agreement)
  const { head, ratio } = version.said
  const lang = t.language
  const names: readonly Language[] = lang === 'ru' ? ['ru', 'en'] : [lang, 'ru']
  const day = (on: typeof head.from) => (on ? sayDay(on, lang) : '–')
  const said = { number: version.number, state: t(`state.${version.state}`), case: number ?? '–' }
  const both = (name: string, mail: string) => [name, mail].filter(Boolean).join(', ')
  const under = (one: string, contact: string) => [one, contact].filter(Boolean).join('\n')
  return {
    ...{ lang, colour: institution.colour, title: t('title'), subtitle: t('pdf.subtitle', said) },
    institution: { names: names.map((one) => ({ lang: one, name: institution.name[one] })), contacts: [] },
    head: [
      [t('head.student'), student],
      [t('head.programme'), head.programme || '–'],
      [t('pdf.sending'), under(institution.name[lang], both(head.homeContact, head.homeMail))],
      [t('pdf.receiving'), under(head.host || '–', both(head.hostContact, head.hostMail))],
      [t('head.period'), `${day(head.from)} – ${day(head.to)}`],
    ],
    parts: [...planned(t, agreement), ...outcomes(t, agreement)],
    note: t('ratio.is', { ratio: sayHundredths(Math.round(ratio / 100), lang) }),
    signatures: signatures(t, agreement, version),
  }
}

const first = ({ versions }: Agreement): Version | null =>
  versions.findLast(({ phase, state }) => phase === 'before' && state === 'agreed') ?? null

// Before: the tables as they were signed before the stay. During: what each later version has changed of them.
function planned(t: Say, agreement: Agreement): JsonValue[] {
  const version = currentOf(agreement)
  const begun = version.phase === 'before' ? version : (first(agreement) ?? version)
  const later = agreement.versions.filter(
    ({ phase, state, number }) => phase === 'during' && (state === 'agreed' || number === version.number),
  )
  return [...sides.map((side) => table(t, begun.said, side)), ...later.flatMap((one) => changed(t, agreement, one))]
}

function table(t: Say, said: Said, side: Side): JsonValue {
  const total = (unit: 'ects' | 'national') => sayHundredths(totalOf(said, side, unit), t.language)
  return {
    title: t(`table.${side}`),
    columns: [t('column.code'), t('column.title'), t('column.term'), t('column.ects'), t('column.national')],
    widths: [1, 2.8, 1.2, 0.7, 1.3],
    rows: said.components
      .filter((one) => one.side === side)
      .map((one) => [...named(one), ...credits(t, one, said.ratio)]),
    total: t('table.total', { ects: total('ects'), national: total('national') }),
  }
}

const named = (one: Component) => [one.code || '–', one.title, one.term]

function credits(t: Say, one: Component, ratio: number): string[] {
  return (['ects', 'national'] as const).map((unit) => sayHundredths(inUnit(one, unit, ratio), t.language))
}

function changed(t: Say, agreement: Agreement, version: Version): JsonValue[] {
  const before = agreement.versions.findLast(({ number, state }) => number < version.number && state === 'agreed')
  if (!before) return []
  return [
    {
      title: t('pdf.changes', { number: version.number, state: t(`state.${version.state}`) }),
      about: version.why && t('why', { why: version.why }),
      columns: [
        t('changes.what'),
        t('changes.side'),
        t('column.code'),
        t('column.title'),
        t('column.term'),
        t('column.ects'),
      ],
      widths: [1.1, 1.4, 0.9, 2.4, 1.2, 0.6],
      rows: differences(before.said, version.said).map(({ component, what }) => [
        ...[t(`changes.${what}`), t(`side.${component.side}`), ...named(component)],
        ...credits(t, component, version.said.ratio).slice(0, 1),
      ]),
    },
  ]
}

function outcomes(t: Say, agreement: Agreement): JsonValue[] {
  const force = inForce(agreement)
  if (!force || agreement.marks.length + agreement.decisions.length === 0) return []
  const of = (side: Side) => force.said.components.filter((one) => one.side === side)
  return [
    {
      title: t('marks.title'),
      columns: [t('column.code'), t('column.title'), t('marks.done'), t('column.ects'), t('marks.grade')],
      widths: [1, 2.6, 1.1, 0.7, 1.5],
      rows: of('host').map((one) => {
        const mark = agreement.marks.find(({ componentId }) => componentId === one.id)
        const ects = mark?.ects == null ? '–' : sayHundredths(mark.ects, t.language)
        return [one.code || '–', one.title, mark ? t(mark.completed ? 'yes' : 'no') : '–', ects, mark?.grade || '–']
      }),
    },
    {
      title: t('decisions.title'),
      columns: [
        t('column.title'),
        t('decisions.decided'),
        t('decisions.as'),
        t('column.national'),
        t('decisions.mark'),
      ],
      widths: [2, 1.3, 2.2, 1.5, 1],
      rows: of('home').map((one) => decided(t, agreement, one)),
    },
  ]
}

function decided(t: Say, { decisions }: Agreement, one: Component): string[] {
  const decision = decisions.find(({ componentId }) => componentId === one.id)
  if (!decision) return [one.title, t('decisions.open'), '–', '–', '–']
  const { recognised, title, reason, credits: own, mark } = decision
  const said = [title, reason].filter(Boolean).join('. ') || '–'
  const number = own === null ? '–' : sayHundredths(own, t.language)
  return [
    one.title,
    t(recognised ? 'decisions.yes' : 'decisions.no'),
    said,
    number,
    recognised ? mark || t('decisions.pass') : '–',
  ]
}

function signatures(t: Say, agreement: Agreement, version: Version): JsonValue {
  const valid = validSignatures(version, agreement.signatures)
  return {
    title: t('signatures'),
    about: t('pdf.commitment', { number: version.number }),
    columns: [t('signature.party'), t('head.name'), t('pdf.how'), t('pdf.on')],
    rows: parties.map((party) => {
      const one = valid.find((signature) => signature.party === party)
      if (!one) return [t(`party.${party}`), '', '', '']
      const who = [one.name, one.post].filter(Boolean).join(', ')
      const how = t(`how.${one.how}`, { address: one.address, lies: one.lies })
      return [t(`party.${party}`), who, how, one.signedOn ? sayDay(one.signedOn, t.language) : '']
    }),
  }
}

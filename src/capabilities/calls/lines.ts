import { sayDay } from '../../platform/words/saying-days.ts'
import type { Law } from '../law/index.ts'
import type { CallSaid, Criterion } from '../packs/index.ts'
import { sayLanguage } from '../papers/index.ts'
import { saySum } from './facts-view.tsx'
import { type Part, parts } from './parts.ts'
import type { Writing } from './rules.ts'
import { sayRule } from './saying.ts'
import type { Say } from './words.ts'

export interface Reading {
  readonly t: Say
  readonly law: Law
  readonly nameOf: (by: 'unit' | 'funder', key: string) => string
}

/** What a part of a call says, line by line, in the reader's language: for the draft's overview and for what has changed. */
export function linesOf({ t, law, nameOf }: Reading, part: Part, writing: Writing): string[] {
  const { said } = writing
  const { language } = t
  const line = (...said: (string | number | null | undefined | false)[]) =>
    said.filter((one) => one !== null && one !== undefined && one !== false && one !== '').join(', ')
  switch (part) {
    case 'basics':
      return basicLines(t, writing, nameOf)
    case 'days':
      return dayLines(t, writing)
    case 'hosts':
      return said.hosts.map(({ name, country, city, places, subject, languages = [], fields = [] }) =>
        line(
          ...[name, law.country(country)?.name[language] ?? country, city, subject?.[language]],
          ...[...fields.map((field) => t(`field.${field}`)), ...languages.map((code) => sayLanguage(code, language))],
          places !== null && t('say.placesOf', { places }),
        ),
      )
    case 'sums':
      return said.sums.map((sum) =>
        line(t(`kind.${sum.kind}`), saySum(t, sum), sum.payer[language], sum.note?.[language]),
      )
    case 'inKind':
      return said.inKind.map(({ what, payer }) => line(what[language], payer[language]))
    case 'ownCosts':
      return said.ownCosts.map(({ what }) => what[language])
    case 'criteria':
      return ruleLines(t, said.criteria)
    case 'documents':
      return said.documents.map(({ title, hint, optional, photo, when }) =>
        line(
          ...[title[language], hint?.[language], optional && t('say.optional'), photo && t(`ratio.${photo.ratio}`)],
          when && t('say.onlyIf', { who: sayRule(when, language) }),
        ),
      )
    case 'quotas':
      return said.quotas.map(({ by, of, places }) => t('say.quotaOf', { of: nameOf(by, of), places }))
    case 'steps':
      return said.steps.map(({ text }) => text[language])
    case 'notes':
      return said.notes.map(({ text }) => text[language])
    case 'contact':
      return [said.contact.where?.[language], said.contact.email, said.contact.phone, said.contact.site].flatMap(
        (one) => one ?? [],
      )
  }
}

function basicLines(t: Say, { said, direction, audience }: Writing, nameOf: Reading['nameOf']) {
  const { language } = t
  const rows: (string | null | undefined | false)[] = [
    said.title[language],
    said.about[language],
    `${t(`direction.${direction}`)}, ${t(`audience.${audience}`)}`,
    said.level && `${t('say.level')}: ${t(`level.${said.level}`)}`,
    said.funder && `${t('say.funder')}: ${nameOf('funder', said.funder)}`,
    said.languages.length > 0 &&
      `${t('say.languages')}: ${said.languages.map((code) => sayLanguage(code, language)).join(', ')}`,
    said.intake && `${t('say.intake')}: ${said.intake[language]}`,
    said.stay && `${t('say.stay')}: ${said.stay[language]}`,
    said.choices > 1 && `${t('say.choices')}: ${said.choices}`,
  ]
  return rows.flatMap((row) => row || [])
}

function dayLines(t: Say, { said, opensOn, closesOn }: Writing) {
  const days = [
    ...([
      ['opensOn', opensOn],
      ['closesOn', closesOn],
      ['screenedUntil', said.screenedUntil],
    ] as const),
    ...([
      ['answersOn', said.answersOn],
      ['from', said.from],
      ['to', said.to],
    ] as const),
  ]
  return days.flatMap(([name, day]) => (day ? `${t(`in.${name}`)}: ${sayDay(day, t.language)}` : []))
}

function ruleLines(t: Say, rule: Criterion | null): string[] {
  if (!rule) return []
  return rule.kind === 'all' ? rule.of.map((one) => sayRule(one, t.language)) : [sayRule(rule, t.language)]
}

export interface Difference {
  readonly part: Part
  readonly gone: readonly string[]
  readonly come: readonly string[]
}

/** What one edition says otherwise than another, part by part, in the reader's language. */
export function differences(reading: Reading, before: Writing, after: Writing): Difference[] {
  return parts.flatMap((part) => {
    const [old, now] = [linesOf(reading, part, before), linesOf(reading, part, after)]
    const gone = old.filter((line) => !now.includes(line))
    const come = now.filter((line) => !old.includes(line))
    return gone.length + come.length > 0 ? { part, gone, come } : []
  })
}

/** Whether two editions say the same, in every language. */
export const saysSame = (one: CallSaid, other: CallSaid): boolean => JSON.stringify(one) === JSON.stringify(other)

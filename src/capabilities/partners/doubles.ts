import type { Db } from '../../platform/database/index.ts'
import { listFrom, recordFrom, stringAt } from '../../platform/database/json.ts'
import { foldWords } from '../../platform/words/fold.ts'

export const signs = ['identifier', 'name', 'spelling', 'site', 'mail'] as const
/** By what two records look like one: the surest first. */
export type Sign = (typeof signs)[number]

/** What of a partner can give it away as another's double. */
export interface Trace {
  readonly id: string
  readonly names: readonly string[]
  readonly identifiers: readonly string[]
  readonly site: string | null
  readonly mails: readonly string[]
  /** The partner with whom this is done: both may have one site. */
  readonly within: string
}

export interface Double {
  readonly one: string
  readonly other: string
  readonly signs: readonly Sign[]
}

// Mailboxes that anybody can open say nothing about whose they are.
const everybodys = new Set(
  ['gmail.com', 'mail.ru', 'yandex.ru', 'ya.ru', 'bk.ru', 'inbox.ru', 'list.ru', 'rambler.ru', 'yahoo.com'].concat([
    'outlook.com',
    'hotmail.com',
    'icloud.com',
    'qq.com',
    '163.com',
    '126.com',
    'proton.me',
    'naver.com',
    'yandex.com',
  ]),
)
const idle = new Set(['of', 'the', 'and', 'after', 'named', 'im', 'imeni', 'for', 'de', 'der', 'in', 'at'])
// More than so many with one sign are a campus or a ministry, not doubles.
const most = 12

/** The name's words in one order, without those that come and go. */
function nameKey(name: string): string {
  return foldWords(name)
    .filter((word) => !idle.has(word))
    .sort()
    .join(' ')
}

/** What is left of a name when it is spelt as somebody heard it: its consonants. Short ones would all look alike. */
function soundKey(name: string): string {
  const words = foldWords(name).filter((word) => !idle.has(word))
  const sounds = words.map((word) =>
    word
      .replace(/[cszk]h/g, (pair) => pair[0] ?? '')
      .replaceAll('w', 'v')
      .replace(/[aeiouyj]/g, '')
      .replace(/(.)\1+/g, '$1'),
  )
  const key = sounds.filter(Boolean).sort().join(' ')
  return key.replaceAll(' ', '').length < 7 ? '' : key
}

const hostOf = (site: string) => /^https?:\/\/(?:www\.)?([^/:?#]+)/i.exec(site)?.[1]?.toLowerCase() ?? ''

function keysOf(trace: Trace): [Sign, string][] {
  const names = trace.names.flatMap((name): [Sign, string][] => [
    ['name', nameKey(name)],
    ['spelling', soundKey(name)],
  ])
  return [
    ...trace.identifiers.map((one): [Sign, string] => ['identifier', one]),
    ...names,
    ['site', hostOf(trace.site ?? '')],
    ...trace.mails.map((mail): [Sign, string] => ['mail', everybodys.has(mail) ? '' : mail]),
  ]
}

/**
 * Pairs that may be one partner, the surest first.
 * @param apart pairs that somebody said are two, as `one other` with the smaller id first
 */
export function doublesAmong(traces: readonly Trace[], apart: ReadonlySet<string>): Double[] {
  const byKey = new Map<string, Trace[]>()
  for (const trace of traces)
    for (const key of new Set(keysOf(trace).flatMap(([sign, key]) => (key === '' ? [] : `${sign} ${key}`))))
      byKey.set(key, [...(byKey.get(key) ?? []), trace])
  const found = new Map<string, Set<Sign>>()
  for (const [key, alike] of byKey) {
    const sign = signs.find((one) => key.startsWith(`${one} `))
    if (!sign || alike.length > most) continue
    for (const [pair, one, other] of pairsOf(alike)) {
      const shares =
        one.within === other.id || other.within === one.id || (one.within !== '' && one.within === other.within)
      if (apart.has(pair) || (shares && (sign === 'site' || sign === 'mail'))) continue
      found.set(pair, (found.get(pair) ?? new Set()).add(sign))
    }
  }
  return [...found]
    .map(([pair, by]) => {
      const [one = '', other = ''] = pair.split(' ')
      return { one, other, signs: signs.filter((sign) => by.has(sign) && !(sign === 'spelling' && by.has('name'))) }
    })
    .toSorted((a, b) => rank(a) - rank(b) || a.one.localeCompare(b.one))
}

const rank = ({ signs: by }: Double) => signs.findIndex((sign) => by.includes(sign))

function pairsOf(alike: readonly Trace[]): [string, Trace, Trace][] {
  return alike.flatMap((one, at) =>
    alike.slice(at + 1).map((other): [string, Trace, Trace] => [pairKey(one.id, other.id), one, other]),
  )
}

/** Two ids as one, in whatever order they came. */
export const pairKey = (one: string, other: string) => [one, other].sort().join(' ')

/** The doubles of the register that nobody has judged. @param db the institution's own scope */
export async function doublesOf(db: Db): Promise<Double[]> {
  const [rows, contacts, twos, links] = await Promise.all([
    db
      .selectFrom('partners')
      .select(['id', 'key', 'name', 'names', 'identifiers', 'site', 'said'])
      .where('merged_into', 'is', null)
      .where('archived_at', 'is', null)
      .execute(),
    db.selectFrom('partner_contacts').select(['partner_id', 'email']).where('email', '<>', '').execute(),
    db.selectFrom('partner_twos').select(['one_id', 'other_id']).execute(),
    // What one became the other is known to be another.
    db.selectFrom('partner_successions').select(['before_id', 'after_id']).execute(),
  ])
  const mails = Map.groupBy(contacts, ({ partner_id }) => partner_id)
  const ids = new Map(rows.flatMap(({ id, key }) => [id, key].map((name): [string | null, string] => [name, id])))
  const traces = rows.map(
    (row): Trace => ({
      ...{ id: row.id, site: row.site, within: ids.get(stringAt(row.said, 'partOf')) ?? '' },
      names: [row.name, ...(Array.isArray(row.names) ? row.names.map((one) => stringAt(one, 'text')) : [])],
      identifiers: Object.entries(recordFrom(row.identifiers) ?? {}).flatMap(([kind, value]) =>
        listFrom([value]).map((one) => `${kind} ${one}`),
      ),
      mails: [...new Set((mails.get(row.id) ?? []).map(({ email }) => email.split('@')[1]?.toLowerCase() ?? ''))],
    }),
  )
  const apart = new Set([
    ...twos.map(({ one_id, other_id }) => pairKey(one_id, other_id)),
    ...links.map(({ before_id, after_id }) => pairKey(before_id, after_id)),
  ])
  return doublesAmong(traces, apart)
}

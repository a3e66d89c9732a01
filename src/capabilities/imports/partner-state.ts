import type { Day } from '../../platform/days.ts'
import { readDay } from '../../platform/days.ts'
import {
  identifierKinds,
  type Partner,
  type PartnerContact,
  type PartnerName,
  partnerKinds,
  partnerStatuses,
  readIdentifiers,
  type Written,
} from '../partners/index.ts'
import { fold } from './folding.ts'
import { inScript, scriptOf } from './in-script.ts'
import { several, type Values } from './read-line.ts'
import type { Doubles } from './target.ts'

/** A partner as the lines of a sheet see it: what is written of it, and whom there one writes to. */
export interface PartnerState {
  readonly written: Written
  readonly lastContact: Partner['lastContact']
  readonly contacts: readonly PartnerContact[]
}

export interface Merged {
  readonly state: PartnerState
  /** Fields that are other than before. */
  readonly changes: readonly string[]
}

const parts = (text: string | undefined) => (text ?? '').split(several).filter(Boolean)

export const identifiersIn = (values: Values) =>
  Object.fromEntries(identifierKinds.flatMap((kind) => (values.has(kind) ? [[kind, values.get(kind) ?? '']] : [])))

/** Every name that a line gives. */
export const namesIn = (values: Values) =>
  [values.get('name'), values.get('name.ru'), values.get('name.ky'), ...parts(values.get('others'))].filter(
    (one): one is string => Boolean(one),
  )

/** A partner that only this line knows. */
export function freshState(id: string, values: Values): PartnerState {
  const name = values.get('name') ?? ''
  const state: PartnerState = {
    written: {
      ...{ name, names: [{ language: scriptOf(name), text: name, until: null }], kind: kindBy(name) },
      ...{ country: null, city: null, region: null, status: 'contact', site: null, unit: null, basis: null },
      ...{ condition: null, fields: [], partOf: null, note: null, isPublic: false, place: null },
      identifiers: { schac: null, erasmus: null, pic: null, ror: null },
    },
    lastContact: null,
    contacts: [],
  }
  return merge(id, state, values, 'overwrite').state
}

// Where no column says the kind: most of an office's partners are universities, and say so in their name.
const schools =
  /univ|instit|colleg|hochschul|polytech|school|\u0443\u043d\u0438\u0432\u0435\u0440|\u0438\u043d\u0441\u0442\u0438\u0442|\u0443\u043d-\u0442|\u043f\u043e\u043b\u0438\u0442\u0435\u0445|\u0448\u043a\u043e\u043b/i
const kindBy = (name: string) =>
  /academ|\u0430\u043a\u0430\u0434\u0435\u043c/i.test(name) ? 'academy' : schools.test(name) ? 'university' : 'other'

/** What a line makes of a partner. `fill` writes only where nothing stands; names and contacts are added in any case. */
export function merge(id: string, before: PartnerState, values: Values, doubles: Doubles): Merged {
  const changes: string[] = []
  const old = before.written
  const may = (isEmpty: boolean) => doubles === 'overwrite' || isEmpty
  const changed = <Value>(field: string, now: Value, was: Value): Value => {
    if (JSON.stringify(now) !== JSON.stringify(was)) changes.push(field)
    return now
  }
  const plain = <Value extends string>(field: string, was: Value | null, read: (text: string) => Value | null) => {
    const text = values.get(field)
    return text && may(!was) ? changed(field, read(text) ?? was, was) : was
  }
  const said = (field: 'city' | 'region' | 'basis' | 'note') => {
    const text = values.get(field)
    const was = old[field]
    if (!text || !may(!was) || (was && Object.values(was).some((one) => fold(one) === fold(text)))) return was
    return changed(field, inScript(was, text), was)
  }
  const shown = values.get('shown')
  const { identifiers } = readIdentifiers(identifiersIn(values))
  const ids = { ...old.identifiers }
  for (const kind of ['schac', 'erasmus', 'pic', 'ror'] as const) {
    const now = identifiers[kind]
    if (now && may(!ids[kind])) ids[kind] = changed(kind, now, ids[kind])
  }
  const names = namesAfter(old, values, doubles)
  const written: Written = {
    ...old,
    ...names,
    kind:
      plain(
        'kind',
        doubles === 'fill' && old.kind === 'other' ? null : old.kind,
        (text) => partnerKinds.find((one) => one === text) ?? null,
      ) ?? old.kind,
    country: plain('country', old.country, (text) => text),
    city: said('city'),
    region: said('region'),
    status: plain('status', old.status, (text) => partnerStatuses.find((one) => one === text) ?? null) ?? old.status,
    site: plain('site', old.site, (text) => text),
    basis: said('basis'),
    note: said('note'),
    isPublic: shown && doubles === 'overwrite' ? changed('shown', shown === 'yes', old.isPublic) : old.isPublic,
    identifiers: ids,
  }
  if (JSON.stringify(names) !== JSON.stringify({ name: old.name, names: old.names })) changes.push('name')
  const lastContact = contactDay(values, before.lastContact)
  if (lastContact?.on !== before.lastContact?.on) changes.push('lastContact')
  const contacts = contactsAfter(id, before.contacts, values, doubles)
  if (JSON.stringify(contacts) !== JSON.stringify(before.contacts)) changes.push('contact.name')
  return { state: { written, lastContact, contacts }, changes: [...new Set(changes)] }
}

function namesAfter({ name, names }: Pick<Written, 'name' | 'names'>, values: Values, doubles: Doubles) {
  const all = [...names]
  const has = (text: string) => [name, ...all.map((one) => one.text)].some((one) => fold(one) === fold(text))
  const given = values.get('name')
  const isNew = given !== undefined && !has(given)
  const main = given && isNew && doubles === 'overwrite' ? given : name
  const add = (language: PartnerName['language'], text: string) => all.push({ language, text, until: null })
  if (given && isNew) {
    // What it was called until now stays as another spelling.
    if (main === given)
      all.splice(0, all.length, ...all.map((one) => (one.text === name ? { ...one, language: null } : one)))
    add(main === given ? scriptOf(given) : null, given)
  }
  for (const language of ['ru', 'ky'] as const) {
    const text = values.get(`name.${language}`)
    const at = all.findIndex((one) => one.language === language)
    if (!text || (at >= 0 && all[at]?.text === text)) continue
    if (at < 0) add(language, text)
    else if (doubles === 'overwrite') all[at] = { language, text, until: null }
  }
  for (const text of parts(values.get('others'))) if (!has(text)) add(null, text)
  return { name: main, names: all }
}

function contactDay(values: Values, before: Partner['lastContact']): Partner['lastContact'] {
  const on: Day | null = readDay(values.get('lastContact') ?? '')
  if (!on || (before && before.on >= on)) return before
  return { on, about: values.get('about') ?? '' }
}

// Somebody is known by the mail address, or by the name where there is none.
function contactsAfter(
  id: string,
  before: readonly PartnerContact[],
  values: Values,
  doubles: Doubles,
): readonly PartnerContact[] {
  const [name, email, phone] = ['contact.name', 'contact.email', 'contact.phone'].map(
    (field) => values.get(field) ?? '',
  )
  if (!name && !email && !phone) return before
  const at = before.findIndex((one) =>
    email && one.email ? one.email === email : Boolean(name) && fold(one.name) === fold(name ?? ''),
  )
  const was = before[at]
  if (!was) return [...before, newContact(id, values)]
  const better = (old: string, field: string) =>
    old === '' || doubles === 'overwrite' ? values.get(field) || old : old
  const now: PartnerContact = {
    ...was,
    name: better(was.name, 'contact.name'),
    post: better(was.post, 'contact.post'),
    email: better(was.email, 'contact.email'),
    phone: better(was.phone, 'contact.phone'),
  }
  return before.with(at, now)
}

function newContact(partnerId: string, values: Values): PartnerContact {
  const said = (field: string) => values.get(`contact.${field}`) ?? ''
  const [email, language, role] = [said('email'), said('language'), said('role')]
  return {
    ...{ id: crypto.randomUUID(), partnerId, post: said('post'), email, phone: said('phone'), note: '' },
    name: said('name') || email || said('phone'),
    language: language === 'ru' || language === 'ky' ? language : 'en',
    role: (['nominations', 'coordinator', 'agreements', 'head'] as const).find((one) => one === role) ?? 'other',
    // Who has neither an address nor a number is somebody to ask for by name.
    how: email ? 'mail' : 'portal',
    channel: email ? 'mail' : said('phone') ? 'phone' : 'meeting',
    formerSince: null,
  }
}

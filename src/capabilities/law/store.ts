import type { Db } from '../../platform/database/index.ts'
import { listFrom, optionalTextFrom, textFrom } from '../../platform/database/json.ts'
import { day } from '../../platform/days.ts'
import type { CalendarDay, Country, LawBook, RegistrationRule, Rule, Unit, VisaFreeRule, VisaKind } from './rules.ts'

/** The whole law pack as loaded: some hundred kilobytes, read once and kept by the caller. */
export async function readLawBook(db: Db): Promise<LawBook> {
  const [pack, rules, countries, calendar, visaFree, registration, visaKinds] = await Promise.all([
    db.selectFrom('law_packs').select(['edition', 'about']).executeTakeFirst(),
    db.selectFrom('law_rules').selectAll().orderBy('id').execute(),
    db.selectFrom('countries').selectAll().orderBy('code').execute(),
    db.selectFrom('calendar_days').selectAll().orderBy('day').execute(),
    db.selectFrom('visa_free_rules').selectAll().orderBy('id').execute(),
    db.selectFrom('registration_rules').selectAll().orderBy('id').execute(),
    db.selectFrom('visa_kinds').selectAll().orderBy('edition', 'desc').orderBy('code').execute(),
  ])
  return {
    edition: pack?.edition ?? '',
    weekend: weekendOf(pack?.about),
    rules: rules.map((row): Rule => ({ ...said(row), value: asValue(row.value), unit: asUnit(row.unit) })),
    countries: countries.map((row): Country => ({ code: row.code, code3: row.code3, name: textFrom(row.name) })),
    calendar: calendar.map((row): CalendarDay => ({ ...row, day: day(row.day), name: textFrom(row.name) })),
    visaFree: visaFree.map(
      (row): VisaFreeRule => ({
        ...said(row),
        value: row.days ?? '',
        unit: 'calendar-days',
        countries: row.countries,
        days: row.days,
        windowDays: row.window_days,
      }),
    ),
    registration: registration.map(
      (row): RegistrationRule => ({
        ...said(row),
        ...{ value: row.days, unit: 'calendar-days', countries: row.countries, days: row.days },
      }),
    ),
    visaKinds: visaKinds.map(
      (row): VisaKind => ({
        ...dated(row),
        ...{ code: row.code, edition: row.edition, name: textFrom(row.name), maxDays: row.max_days },
      }),
    ),
  }
}

/** What changes when a pack is loaded; a cheap question that tells whether a kept book is still the loaded one. */
export async function loadedHash(db: Db): Promise<string> {
  const pack = await db.selectFrom('law_packs').select('hash').executeTakeFirst()
  return pack?.hash ?? ''
}

interface Dated {
  readonly valid_from: string | null
  readonly valid_to: string | null
  readonly verified: boolean
  readonly as_of: string | null
  readonly source: unknown
  readonly note: unknown
}

function said(row: Dated & { readonly id: string; readonly text: unknown }) {
  return { id: row.id, text: textFrom(row.text), ...dated(row) }
}

function dated(row: Dated) {
  return {
    validFrom: row.valid_from ? day(row.valid_from) : null,
    validTo: row.valid_to ? day(row.valid_to) : null,
    verified: row.verified,
    asOf: row.as_of,
    source: listFrom(row.source),
    note: optionalTextFrom(row.note),
  }
}

// The days of the week on which state bodies rest, as the calendar of the pack says; 7 is Sunday.
function weekendOf(about: unknown): readonly number[] {
  const week: unknown = Object(about).week
  const weekend: unknown = Object(week).weekend
  return Array.isArray(weekend) ? weekend.filter((day) => typeof day === 'number') : []
}

function asValue(value: unknown): number | string {
  return typeof value === 'number' || typeof value === 'string' ? value : ''
}

const units: readonly Unit[] = ['calendar-days', 'working-days', 'years', 'months', 'KGS', 'USD', 'text']

function asUnit(text: string): Unit {
  return units.find((unit) => unit === text) ?? 'text'
}

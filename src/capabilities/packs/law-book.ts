import type { LawBook } from '../law/index.ts'
import type { LawPack } from './schema.ts'

/** The files of a law pack as one book. */
export function lawBookOf({ pack, countries, calendar, visaFree, registration, rules, visaKinds }: LawPack): LawBook {
  return {
    edition: pack.edition,
    weekend: calendar.week.weekend,
    rules: rules.rules.map(sourced),
    countries: [
      ...countries.countries.map(({ iso2, iso3, name }) => ({ code: iso2, code3: iso3, name })),
      ...countries.extra.map(({ code, name }) => ({ code, code3: code, name })),
    ],
    calendar: calendar.days.map(({ date, name, working, provisional, kind }) => {
      return { day: date, name, working, provisional, kind }
    }),
    visaFree: visaFree.rules.map((rule) => ({ ...sourced(rule), value: rule.days ?? '', unit: 'calendar-days' })),
    registration: registration.rules.map((rule) => ({ ...sourced(rule), value: rule.days, unit: 'calendar-days' })),
    // The newest edition first: where a letter stands in two, it is the newer's.
    visaKinds: visaKinds.kinds.map(sourced).toSorted((one, other) => (one.edition < other.edition ? 1 : -1)),
  }
}

function sourced<Said extends object & { readonly note?: LawPack['pack']['about'] | undefined }>(said: Said) {
  return { ...said, note: said.note ?? null }
}

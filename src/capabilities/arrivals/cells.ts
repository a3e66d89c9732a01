import { addDays, type Day, day, readDay } from '../../platform/days.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { languages } from '../../platform/words/languages.ts'
import type { Law } from '../law/index.ts'

export type Cell<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly key: string }

const wrong = (key: string) => ({ ok: false, key }) as const

// Excel's days are counted from the end of 1899. Between 1927 and 2119: other numbers are years and numbers of papers.
const excelBegins = day('1899-12-30')
const [firstSerial, lastSerial] = [10_000, 80_000]

/** A day of a cell: of a workbook, a serial number that lost its form, or a text as people write it here. */
export function readDayCell(text: string): Cell<Day> {
  const serial = /^\d{5}(\.0+)?$/.test(text) ? Number.parseInt(text, 10) : 0
  if (serial > firstSerial && serial < lastSerial) return { ok: true, value: addDays(excelBegins, serial) }
  const iso = readDay(text.slice(0, 10))
  if (iso && /^\d{4}-\d{2}-\d{2}([T ].*)?$/.test(text)) return { ok: true, value: iso }
  const [, date, month, year] = /^(\d{1,2})[./-](\d{1,2})[./-](\d{2}|\d{4})(?:\s*г\.?)?$/.exec(text) ?? []
  if (!date || !month || !year) return wrong('cell.notADay')
  if (year.length === 2) return wrong('cell.shortYear')
  // 11/20/2026: the twentieth of November as Americans write it.
  if (Number(month) > 12 && Number(date) <= 12) return wrong('cell.american')
  const found = readDay(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`)
  return found ? { ok: true, value: found } : wrong('cell.notADay')
}

/** What Excel writes where a formula has failed. */
export const isFailedFormula = (text: string): boolean => /^#(REF|N\/A|VALUE|NAME|DIV\/0|NULL|NUM)[!?]?$/i.test(text)

/** A country by its code of two or three letters, or by its name in one of the three languages. */
export function readCountry(text: string, law: Law): Cell<string> {
  const code = spellingsOf(law).get(fold(text))
  return code ? { ok: true, value: code } : wrong('cell.notACountry')
}

export const fold = (text: string): string => foldWords(text).join(' ')

const spellings = new WeakMap<Law, ReadonlyMap<string, string>>()

function spellingsOf(law: Law): ReadonlyMap<string, string> {
  let known = spellings.get(law)
  if (!known) {
    const all = law.countries.flatMap(({ code, code3, name }) =>
      [code, code3, ...languages.map((language) => name[language])].map((spelling) => [fold(spelling), code] as const),
    )
    // Backwards: where a name is another country's code, the code is meant that comes first.
    known = new Map(all.toReversed().filter(([spelling]) => spelling))
    spellings.set(law, known)
  }
  return known
}

const choices: Readonly<Record<string, readonly (readonly [RegExp, string])[]>> = {
  'home.place': [
    [/общеж|hostel|dorm|жатакана/i, 'hostel'],
    [/кварт|flat|apartment|съ[её]м|rent|дом|батир/i, 'flat'],
  ],
  'visa.entries': [
    [/много|multi|көп/i, 'multiple'],
    [/^дв|double|two|^2$|^эки/i, 'double'],
    [/^одно|single|^one|^1$|^бир/i, 'single'],
  ],
}

/** A choice by what people write for it; what nobody knows is no choice. */
export function readChoice(field: string, text: string): Cell<string> {
  const found = choices[field]?.find(([written]) => written.test(text))
  return found ? { ok: true, value: found[1] } : wrong('form.choose')
}

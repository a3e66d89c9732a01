import type { Cells } from '../../platform/sheets/read-sheet.ts'
import type { Language } from '../../platform/words/languages.ts'
import { fold } from './cells.ts'

/** What a column of the sheet may say: of the person, of the study, and of a record of the stay as `kind.field`. */
export const fields = [
  'name',
  'family',
  'given',
  'birthDay',
  'citizenship',
  'email',
  'phone',
  'programme',
  'passport.number',
  'passport.country',
  'passport.from',
  'passport.to',
  'visa.visaKind',
  'visa.number',
  'visa.from',
  'visa.to',
  'visa.entries',
  'crossing.from',
  'crossing.checkpoint',
  'home.place',
  'home.address',
  'home.owner',
  'home.from',
  'registration.number',
  'registration.from',
  'registration.to',
  'contract.number',
  'contract.from',
  'contract.to',
] as const
export type Field = (typeof fields)[number]

export const isField = (text: string): text is Field => fields.some((field) => field === text)

// Headings as offices write them: for the template in English, Russian and Kyrgyz, and what else is understood.
const headings: Readonly<Record<Field, readonly [en: string, ru: string, ky: string, ...more: string[]]>> = {
  name: ['Full name', 'ФИО', 'Аты-жөнү', 'name', 'студент', 'student', 'ф и о'],
  family: ['Family name', 'Фамилия', 'Фамилиясы', 'surname', 'last name'],
  given: ['Given names', 'Имя', 'Аты', 'given name', 'first name', 'имя отчество'],
  birthDay: ['Date of birth', 'Дата рождения', 'Туулган күнү', 'birth date', 'birthday', 'born', 'день рождения'],
  citizenship: ['Citizenship', 'Гражданство', 'Жарандыгы', 'nationality', 'country', 'страна'],
  email: ['E-mail', 'Электронная почта', 'Электрондук почта', 'email', 'mail', 'почта', 'эл почта'],
  phone: ['Phone', 'Телефон', 'Телефону', 'telephone', 'тел'],
  programme: ['Programme', 'Направление', 'Багыты', 'program', 'программа', 'специальность'],
  'passport.number': [
    'Passport number',
    'Номер паспорта',
    'Паспорттун номери',
    'passport no',
    'passport',
    'паспорт',
    '№ паспорта',
    'серия и номер паспорта',
    'паспорт номер',
    'паспорт серия и номер',
  ],
  'passport.country': [
    'Passport country',
    'Страна выдачи паспорта',
    'Паспортту берген өлкө',
    'issued by country',
    'паспорт страна',
  ],
  'passport.from': [
    'Passport issued on',
    'Дата выдачи паспорта',
    'Паспорт берилген күнү',
    'passport issued',
    'date of issue',
    'passport date of issue',
    'паспорт выдан',
    'дата выдачи',
    'паспорт дата выдачи',
  ],
  'passport.to': [
    'Passport valid until',
    'Паспорт действителен до',
    'Паспорттун мөөнөтү',
    'passport expiry',
    'date of expiry',
    'passport date of expiry',
    'срок действия паспорта',
    'паспорт срок действия',
    'паспорт до',
  ],
  'visa.visaKind': ['Visa kind', 'Вид визы', 'Визанын түрү', 'visa type', 'тип визы', 'виза вид', 'категория визы'],
  'visa.number': ['Visa number', 'Номер визы', 'Визанын номери', 'visa no', '№ визы', 'виза номер'],
  'visa.from': ['Visa from', 'Виза с', 'Визанын башы', 'visa start', 'начало визы'],
  'visa.to': [
    'Visa to',
    'Виза по',
    'Визанын аягы',
    'visa until',
    'visa expiry',
    'виза до',
    'срок визы',
    'окончание визы',
  ],
  'visa.entries': ['Visa entries', 'Кратность визы', 'Визанын кирүүлөрү', 'entries', 'виза кратность', 'кратность'],
  'crossing.from': [
    'Crossed the border on',
    'Дата пересечения границы',
    'Чек арадан өткөн күнү',
    'crossed the border',
    'arrival',
    'arrived',
    'date of arrival',
    'date of entry',
    'дата въезда',
    'въезд',
    'дата прибытия',
    'пересечение границы',
    'прибыл',
  ],
  'crossing.checkpoint': ['Checkpoint', 'Пункт пропуска', 'Өткөрүү пункту', 'border checkpoint', 'кпп'],
  'home.place': ['Lives in', 'Проживание', 'Жашаган жери', 'housing', 'проживает в'],
  'home.address': ['Address', 'Адрес', 'Дареги', 'адрес проживания', 'место жительства'],
  'home.owner': [
    'Owner of the flat',
    'Собственник квартиры',
    'Батирдин ээси',
    'owner',
    'landlord',
    'собственник',
    'хозяин',
  ],
  'home.from': ['Lives there from', 'Проживает с', 'Жашай баштаган күнү'],
  'registration.number': ['Registration number', 'Номер регистрации', 'Каттоонун номери', 'регистрация номер'],
  'registration.from': ['Registered on', 'Дата регистрации', 'Катталган күнү', 'registration from', 'регистрация с'],
  'registration.to': ['Registered until', 'Регистрация до', 'Каттоонун мөөнөтү', 'registration to', 'регистрация по'],
  'contract.number': ['Contract number', 'Номер договора', 'Келишимдин номери', 'договор', 'договор номер'],
  'contract.from': ['Contract from', 'Дата договора', 'Келишимдин күнү', 'договор с'],
  'contract.to': ['Contract to', 'Договор до', 'Келишимдин аягы', 'договор по'],
}

const known: ReadonlyMap<string, Field> = new Map(
  fields.flatMap((field) => headings[field].map((heading) => [fold(heading), field] as const)),
)

export interface Mapping {
  readonly headingRow: number
  /** The field of each column; empty for what is not read. */
  readonly fields: readonly string[]
}

/** Rows above the table (titles, empty ones) among which the headings are looked for. */
const searched = 15

/**
 * Finds the row of the headings and what each column says. Two rows of headings (`Visa` over `from` and `to`) are read
 * together: the lower one is the row of the headings.
 * @param remembered what headings have meant here before, by their folded text
 */
export function recognise(cells: Cells, remembered: ReadonlyMap<string, string>): Mapping {
  const rows = cells.slice(0, searched)
  const found = rows.map((_, at) => fieldsAt(cells, at, remembered))
  const counts = found.map((row) => new Set(row.filter(Boolean)).size)
  // Of two rows that say the same number the upper one: below it the lines begin.
  const best = Math.max(...counts)
  const headingRow = best > 0 ? counts.indexOf(best) : 0
  return { headingRow, fields: found[headingRow] ?? [] }
}

function fieldsAt(cells: Cells, at: number, remembered: ReadonlyMap<string, string>): string[] {
  const taken = new Set<string>()
  return headingsAt(cells, at).map((spellings) => {
    const meant = spellings.map((text) => remembered.get(text) ?? known.get(text)).find((field) => field !== undefined)
    if (!meant || taken.has(meant)) return ''
    taken.add(meant)
    return meant
  })
}

/** How the heading of each column may be read, the surest first: with the one over it, then alone. */
export function headingsAt(cells: Cells, at: number): string[][] {
  const own = cells[at] ?? []
  const over = at > 0 ? filled(cells[at - 1] ?? []) : []
  const width = Math.max(own.length, over.length)
  return Array.from({ length: width }, (_, column) => {
    const [above, here] = [fold(over[column] ?? ''), fold(own[column] ?? '')]
    // Merged downwards: the upper cell has the heading, the lower one nothing.
    if (!here) return above ? [above] : []
    return above ? [`${above} ${here}`, here] : [here]
  })
}

// A cell that is merged over several columns has its text in the first one only.
function filled(row: readonly string[]): string[] {
  let last = ''
  return row.map((text) => {
    last = text || last
    return last
  })
}

/** The heading of a field in the template of a language. */
export function templateHeading(field: Field, language: Language): string {
  const [en, ru, ky] = headings[field]
  return { en, ru, ky }[language]
}

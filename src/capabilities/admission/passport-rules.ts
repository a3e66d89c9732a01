import { type Day, day } from '../../platform/days.ts'
import { readZone, stateOf, type Zone } from '../../platform/passports/index.ts'
import type { Typed } from '../../platform/web/form.ts'
import { foldWords } from '../../platform/words/fold.ts'
import type { Spelling } from '../cases/index.ts'
import type { Law } from '../law/index.ts'

/** What the machine-readable zone answers, in the order of the pages. */
export const zoneFacts = [
  'familyName',
  'givenName',
  'birthDay',
  'sex',
  'citizenship',
  'passportNumber',
  'passportCountry',
  'passportEnds',
] as const
export type ZoneFact = (typeof zoneFacts)[number]

/** same: both say it, perhaps in another spelling · differs · open: not answered yet · silent: the zone does not say it. */
export type Standing = 'same' | 'differs' | 'open' | 'silent'

export interface Compared {
  readonly fact: ZoneFact
  readonly says: string
  readonly answered: string
  readonly standing: Standing
}

/** The zone that a case keeps; null when it has none. */
export function keptZone(text: string | undefined, today: Day): Zone | null {
  const read = text ? readZone(text, today) : null
  return read?.ok ? read.zone : null
}

// The names in a zone are the same on every day.
const anyDay = day('2000-01-01')

/** Both spellings of a name, with where each was read. The letters stay as they were found. */
export function spellings(
  typed: { readonly family?: string | undefined; readonly given?: string | undefined },
  passportZone: string | undefined,
): Spelling[] {
  const { family = '', given = '' } = typed
  const zone = keptZone(passportZone, anyDay)
  return [
    { kind: 'typed', family, given, source: 'answers' },
    ...(zone
      ? [{ kind: 'passport' as const, family: zone.family, given: zone.given, source: 'machine-readable zone' }]
      : []),
  ]
}

/** What the zone says as answers: a fact that it leaves open, or a state that is no country of the list, is not there. */
export function answersOf(zone: Zone, law: Law): Partial<Record<ZoneFact, string>> {
  const countryOf = (code: string) => law.countries.find(({ code3 }) => code3 === stateOf(code))?.code
  const found = {
    familyName: zone.family,
    givenName: zone.given,
    birthDay: zone.birthDay,
    sex: zone.sex,
    citizenship: countryOf(zone.citizenship),
    passportNumber: zone.number,
    passportCountry: countryOf(zone.issuer),
    passportEnds: zone.ends,
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value))
}

/** Each answer of the zone beside the one that was given. */
export function compare(zone: Zone, given: Partial<Record<ZoneFact, string>>, law: Law): Compared[] {
  const says = answersOf(zone, law)
  return zoneFacts.map((fact) => {
    const [one, other] = [says[fact] ?? '', given[fact] ?? '']
    return { fact, says: one, answered: other, standing: standingOf(fact, one, other, zone.namesCut) }
  })
}

function standingOf(fact: ZoneFact, says: string, answered: string, namesCut: boolean): Standing {
  if (says === '') return 'silent'
  if (answered === '') return 'open'
  const isName = fact === 'familyName' || fact === 'givenName'
  return (isName ? isSameName(says, answered, namesCut) : says === answered) ? 'same' : 'differs'
}

// Letters that passports write with two where others drop the mark: MÜLLER is MUELLER in a zone.
const written: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  å: 'aa',
  ø: 'oe',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  þ: 'th',
}

function isSameName(says: string, answered: string, namesCut: boolean): boolean {
  const plain = (text: string) => foldWords(text).join('')
  const long = answered
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^a-z]/g, (letter) => written[letter] ?? letter)
  return [plain(answered), plain(long)].some(
    (name) => name === plain(says) || (namesCut && name.startsWith(plain(says))),
  )
}

/** The answers that the zone may give: those that are open or differ. What is the same stays as the person wrote it. */
export function takenOver(compared: readonly Compared[]): Typed {
  return Object.assign(
    {},
    ...compared
      .filter(({ standing }) => standing === 'open' || standing === 'differs')
      .map(({ fact, says }) =>
        fact === 'birthDay' || fact === 'passportEnds' ? dayParts(fact, says) : { [fact]: says },
      ),
  )
}

function dayParts(fact: string, value: string): Typed {
  const [year = '', month = '', date = ''] = value.split('-')
  return { [`${fact}.day`]: String(Number(date)), [`${fact}.month`]: String(Number(month)), [`${fact}.year`]: year }
}

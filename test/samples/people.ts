import { checkDigit } from '../../src/platform/passports/check-digits.ts'

interface Holder {
  readonly state: string
  readonly names: string
  readonly number: string
  readonly born: string
  readonly sex: 'F' | 'M' | '<'
  readonly ends: string
  readonly personal?: string
}

/** The two lines of an invented passport: dates as YYMMDD, names as `SAMPLE<<ZARA`. */
export function passportLines({ state, names, number, born, sex, ends, personal = '' }: Holder): [string, string] {
  const withDigit = (field: string) => `${field}${checkDigit(field)}`
  const own = personal.padEnd(14, '<')
  const first = withDigit(number.padEnd(9, '<'))
  const [birth, end, optional] = [withDigit(born), withDigit(ends), withDigit(own)]
  const whole = checkDigit(`${first}${birth}${end}${optional}`)
  return [
    `P<${state.padEnd(3, '<')}${names}`.padEnd(44, '<'),
    `${first}${state.padEnd(3, '<')}${birth}${sex}${end}${optional}${whole}`,
  ]
}

/** Invented holders of the states that most applicants come from, and of papers that lists of states forget. */
export const holders: readonly Holder[] = [
  {
    state: 'KGZ',
    names: 'SAMPLEBEKOVA<<AIDAI',
    number: 'PE0000017',
    born: '040229',
    sex: 'F',
    ends: '310814',
    personal: '00000000000000',
  },
  { state: 'IND', names: 'SAMPLEKUMAR<<RAVI', number: 'Z0000452', born: '060107', sex: 'M', ends: '330106' },
  {
    state: 'PAK',
    names: 'SAMPLE<<ZARA',
    number: 'AB1234567',
    born: '060307',
    sex: 'F',
    ends: '320201',
    personal: '0000000000017',
  },
  { state: 'UZB', names: 'SAMPLEV<<OYBEK<ILXOMOVICH', number: 'FA0010028', born: '051130', sex: 'M', ends: '340402' },
  { state: 'XXA', names: 'SPECIMEN', number: 'GS5008I10', born: '990101', sex: '<', ends: '280630' },
]

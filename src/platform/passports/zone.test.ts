import { expect, test } from 'vitest'
import { checkDigits, malformed, ocrConfusion, samples } from '../../../test/samples/mrz.ts'
import { holders, passportLines } from '../../../test/samples/people.ts'
import { day } from '../days.ts'
import { checkDigit } from './check-digits.ts'
import { readZone } from './zone.ts'

const today = day('2026-09-01')
const read = (text: string) => readZone(text, today)
const zoneOf = (text: string) => {
  const reading = read(text)
  if (!reading.ok) throw new Error(`not read: ${JSON.stringify(reading)}`)
  return reading.zone
}
const problemOf = (text: string) => {
  const reading = read(text)
  return reading.ok ? 'read' : reading.problem
}
const utopia = (samples[0]?.lines ?? []).join('\n')
const [first = '', second = ''] = utopia.split('\n')
const digits = (value: string | null) => value?.slice(2).replaceAll('-', '') ?? null
const sexes = { F: 'female', M: 'male' } as const

test.each(checkDigits)('the check digit of $input is $digit', ({ input, digit }) => {
  expect(checkDigit(input)).toBe(Number(digit))
})

test.each(samples.filter(({ allCheckDigitsOk }) => allCheckDigitsOk))(
  '$id says what its paper says',
  ({ lines, expected }) => {
    const zone = zoneOf(lines.join('\n'))
    expect(zone).toMatchObject({
      format: expected.format,
      kind: expected.documentCode,
      issuer: expected.issuingState,
      citizenship: expected.nationality,
      family: expected.surname,
      given: expected.givenNames,
      number: expected.documentNumber,
      sex: expected.sex === 'F' ? sexes.F : sexes.M,
    })
    expect([digits(zone.birthDay), digits(zone.ends)]).toEqual([expected.birthDate, expected.expiryDate])
  },
)

test('a sample whose check digits do not fit is refused with the field', () => {
  const wrong = samples.filter(({ allCheckDigitsOk }) => !allCheckDigitsOk)
  expect(wrong.map(({ id, lines }) => [id, problemOf(lines.join('\n'))])).toEqual([
    ['td3-utopia-bad-personal-number', 'personal'],
  ])
})

test.each(malformed)('what is no passport is refused: $why', ({ lines }) => {
  expect(read(lines.join('\n'))).toMatchObject({ ok: false, problem: 'length', line: 1, has: 50, wants: 44 })
})

test('letters in the place of digits, and digits in that of letters, are turned where that is certain', () => {
  expect(zoneOf(ocrConfusion.lines.join('\n'))).toEqual(zoneOf(utopia))
})

test.each([
  ['small letters', utopia.toLowerCase()],
  ['spaces between letters', `${[...first].join(' ')}\n${[...second].join(' ')}`],
  ['spaces for the filler', `${first.replaceAll('<', ' ').trimEnd()}\n${second.replaceAll('<', ' ')}`],
  ['guillemets, as a word processor makes them of two signs', utopia.replaceAll('<<', '«')],
  ['guillemets one for one', utopia.replaceAll('<', '«')],
  ['fillers forgotten at the end of the names', `${first.replace(/<+$/, '')}\n${second}`],
  ['too many fillers', `${first}<<<\n${second.replace('<<<<<', '<<<<<<<')}`],
  ['both lines in one', `${first}${second}`],
  ['both lines in one, with a space', `${first} ${second}`],
  ['letters of a Russian keyboard', utopia.replaceAll('E', 'Е').replaceAll('O', 'О').replaceAll('A', 'А')],
  ['signs of a web page', utopia.replaceAll('<', '&lt;')],
  ['words around them', `Passport:\n\n${utopia}\n`],
])('is read with %s', (_, text) => {
  expect(zoneOf(text)).toEqual(zoneOf(utopia))
})

test('the letter O for a zero in the number is turned only where the check digit proves it', () => {
  expect(zoneOf(utopia.replace('L898902C36', 'L8989O2C36')).number).toBe('L898902C3')
  expect(problemOf(utopia.replace('L898902C36', 'L898903C36'))).toBe('number')
})

test.each([
  ['number', second.replace('L898902C36', 'L898902C35')],
  ['birthDay', second.replace('7408122', '7408123')],
  ['ends', second.replace('1204159', '1204158')],
  ['whole', second.replace(/0$/, '3')],
  ['sex', second.replace('F1204159', 'Q1204159')],
])('a fault is named by its field: %s', (problem, line) => {
  expect(problemOf(`${first}\n${line}`)).toBe(problem)
})

test.each([
  ['nothing', '', 'lines'],
  ['one line', first, 'lines'],
  ['a sentence', 'my passport is at home', 'lines'],
  ['a visa', `${first.replace('P<', 'V<')}\n${second}`, 'kind'],
  ['a digit in the name', `${first.replace('ANNA', 'AN9A')}\n${second}`, 'name'],
  ['a line too long', `${first}\n${second}7777777`, 'length'],
])('%s is refused', (_, text, problem) => {
  expect(problemOf(text)).toBe(problem)
})

test.each(holders)('an invented passport of $state is read', (holder) => {
  const zone = zoneOf(passportLines(holder).join('\n'))
  expect(zone).toMatchObject({ issuer: holder.state, number: holder.number, family: holder.names.split('<<')[0] })
})

test.each(['UTO', 'D', 'XXA', 'XXB', 'GBD', 'RKS', 'EUE', 'QQQ'])('the code %s is no reason to refuse', (state) => {
  const lines = passportLines({
    state,
    names: 'SAMPLE<<ZARA',
    number: 'AB1234567',
    born: '060307',
    sex: 'F',
    ends: '320201',
  })
  expect(zoneOf(lines.join('\n'))).toMatchObject({ issuer: state, citizenship: state })
})

test('somebody with one name has no given name, and a day of birth may be open', () => {
  const one = passportLines({
    state: 'IND',
    names: 'MONONYM',
    number: 'Z0000001',
    born: '98<<<<',
    sex: '<',
    ends: '300101',
  })
  expect(zoneOf(one.join('\n'))).toMatchObject({ family: 'MONONYM', given: '', birthDay: null, sex: null })
})

test('a year of two digits is one of birth until today, and one of the end of a passport until long after', () => {
  const of = (born: string, ends: string) =>
    zoneOf(passportLines({ state: 'KGZ', names: 'A<<B', number: 'X1', born, sex: 'F', ends }).join('\n'))
  expect(of('260901', '360101')).toMatchObject({ birthDay: '2026-09-01', ends: '2036-01-01' })
  expect(of('260902', '990101')).toMatchObject({ birthDay: '1926-09-02', ends: '1999-01-01' })
})

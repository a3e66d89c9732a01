import { expect, test } from 'vitest'
import { day } from '../../platform/days.ts'
import { calendarOf } from './calendar.ts'

const at = new Date('2026-09-01T04:05:06.789Z')

test('a date is a whole day with a word two days before', () => {
  const file = calendarOf(
    'KSLU-2026-00001',
    [{ id: 'a@b', day: day('2026-09-30'), title: 'Answer', about: 'Own term' }],
    at,
  )
  expect(file).toContain('DTSTART;VALUE=DATE:20260930\r\nDTEND;VALUE=DATE:20261001\r\nSUMMARY:Answer\r\n')
  expect(file).toContain('DTSTAMP:20260901T040506Z\r\n')
  expect(file).toContain('TRIGGER:-P2D')
  expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true)
})

test('what people write can’t break out of its line, and long lines are folded without cutting a letter', () => {
  const about = `Первая; вторая, третья\\\nEND:VEVENT ${'ң'.repeat(200)}`
  const file = calendarOf('x', [{ id: 'a@b', day: day('2026-09-30'), title: 'A', about }], at)
  expect(file.replaceAll('\r\n ', '')).toContain(
    String.raw`DESCRIPTION:Первая\; вторая\, третья\\\nEND:VEVENT ${'ң'.repeat(200)}`,
  )
  const lines = file.split('\r\n')
  expect(lines.filter((line) => line === 'END:VEVENT')).toHaveLength(1)
  expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
  expect(file).not.toContain('\uFFFD')
})

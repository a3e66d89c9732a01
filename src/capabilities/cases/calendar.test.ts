import { expect, test } from 'vitest'
import { day } from '../../platform/days.ts'
import { calendarOf, meetingOf } from './calendar.ts'

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

test('a meeting has its hour, its place and a sequence by which it moves; taken away it says so', () => {
  const meeting = {
    ...{ id: 'a@b', sequence: 2, from: new Date('2026-09-30T04:00:00Z'), minutes: 20, title: 'Interview' },
    ...{ about: 'x', place: 'Room 1; second floor', organizer: 'o@example.org', attendee: 'a@example.org' },
  }
  const file = meetingOf({ ...meeting, cancelled: false }, at)
  expect(file).toContain('METHOD:REQUEST\r\n')
  expect(file).toContain('SEQUENCE:2\r\n')
  expect(file).toContain('DTSTART:20260930T040000Z\r\nDTEND:20260930T042000Z\r\n')
  expect(file).toContain('LOCATION:Room 1\\; second floor\r\n')
  const cancelled = meetingOf({ ...meeting, cancelled: true }, at)
  expect(cancelled).toContain('METHOD:CANCEL\r\n')
  expect(cancelled).toContain('STATUS:CANCELLED\r\n')
})

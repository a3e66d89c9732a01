import { addDays, type Day } from '../../platform/days.ts'

export interface CalendarDate {
  /** The same date again replaces the earlier one. */
  readonly id: string
  readonly day: Day
  readonly title: string
  readonly about: string
}

/** Dates as a calendar program reads them (RFC 5545): whole days, with a word two days before. */
export function calendarOf(name: string, dates: readonly CalendarDate[], at: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Kopuro//Dates of a case//EN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...dates.flatMap((date) => eventOf(date, at)),
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}

function eventOf({ id, day, title, about }: CalendarDate, at: Date): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${id}`,
    `DTSTAMP:${at.toISOString().replace(/[-:]|\.\d{3}/g, '')}`,
    `DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`,
    `DTEND;VALUE=DATE:${addDays(day, 1).replaceAll('-', '')}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(about)}`,
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'TRIGGER:-P2D',
    `DESCRIPTION:${escaped(title)}`,
    'END:VALARM',
    'END:VEVENT',
  ]
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n')
}

// A line has 75 octets at most, and a letter is not cut in two: what is longer goes on after a line break and a space.
function folded(line: string): string {
  const rows = ['']
  for (const letter of line) {
    const row = rows.at(-1) ?? ''
    if (Buffer.byteLength(row) + Buffer.byteLength(letter) > 74) rows.push(letter)
    else rows[rows.length - 1] = row + letter
  }
  return rows.join('\r\n ')
}

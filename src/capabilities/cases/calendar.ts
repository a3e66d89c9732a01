import { addDays, type Day } from '../../platform/days.ts'

export interface CalendarDate {
  /** The same date again replaces the earlier one. */
  readonly id: string
  readonly day: Day
  readonly title: string
  readonly about: string
  /** The last of several days. */
  readonly last?: Day
  /** When it has hours. */
  readonly hours?: { readonly from: Date; readonly until: Date }
  readonly place?: string
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

/** A meeting with its hour. The same id again with a higher sequence moves it, or with `cancelled` takes it away. */
export interface Meeting {
  readonly id: string
  readonly sequence: number
  readonly from: Date
  readonly minutes: number
  readonly title: string
  readonly about: string
  readonly place: string
  /** Mail addresses. */
  readonly organizer: string
  readonly attendee: string
  readonly cancelled: boolean
}

/** An invitation to a meeting as a mailbox reads it (RFC 5546). */
export function meetingOf(meeting: Meeting, at: Date): string {
  const { id, sequence, from, minutes, title, about, place, organizer, attendee, cancelled } = meeting
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Kopuro//Meetings//EN',
    `METHOD:${cancelled ? 'CANCEL' : 'REQUEST'}`,
    'BEGIN:VEVENT',
    `UID:${id}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${instant(at)}`,
    `DTSTART:${instant(from)}`,
    `DTEND:${instant(new Date(from.getTime() + minutes * 60_000))}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(about)}`,
    `LOCATION:${escaped(place)}`,
    `ORGANIZER:mailto:${organizer}`,
    `ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE:mailto:${attendee}`,
    `STATUS:${cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}

const instant = (at: Date) => at.toISOString().replace(/[-:]|\.\d{3}/g, '')

function eventOf({ id, day, last = day, hours, place, title, about }: CalendarDate, at: Date): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${id}`,
    `DTSTAMP:${instant(at)}`,
    ...(hours
      ? [`DTSTART:${instant(hours.from)}`, `DTEND:${instant(hours.until)}`]
      : [`DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`, `DTEND;VALUE=DATE:${addDays(last, 1).replaceAll('-', '')}`]),
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(about)}`,
    ...(place ? [`LOCATION:${escaped(place)}`] : []),
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

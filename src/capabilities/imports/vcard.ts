import type { PartnerContact } from '../partners/index.ts'

/** What a card says of somebody beside what the contact itself says. */
export interface CardAbout {
  readonly organisation: string
  readonly city: string
  readonly country: string
}

/** A contact as a card of vCard 4.0 (RFC 6350): each line ends with CR LF and is folded at 75 octets. */
export function vcardOf({ id, name, post, email, phone, language, note }: PartnerContact, about: CardAbout): string {
  const number = phone.replace(/[^\d+]/g, '')
  const lines = [
    'BEGIN:VCARD',
    'VERSION:4.0',
    `UID:urn:uuid:${id}`,
    'KIND:individual',
    `FN:${escaped(name)}`,
    about.organisation && `ORG:${escaped(about.organisation)}`,
    post && `TITLE:${escaped(post)}`,
    email && `EMAIL;TYPE=work:${escaped(email)}`,
    // A number of a telephone as a link where it is one, otherwise as it is written.
    phone &&
      (/^\+\d{7,15}$/.test(number)
        ? `TEL;VALUE=uri;TYPE="work,voice":tel:${number}`
        : `TEL;VALUE=text;TYPE=work:${escaped(phone)}`),
    (about.city || about.country) && `ADR;TYPE=work:;;;${escaped(about.city)};;;${escaped(about.country)}`,
    `LANG:${language}`,
    note && `NOTE:${escaped(note)}`,
    'END:VCARD',
  ]
  return lines
    .filter((line): line is string => Boolean(line))
    .map((line) => `${folded(line)}\r\n`)
    .join('')
}

// RFC 6350, 3.4: a backslash, a comma, a semicolon and a line end mean something of their own.
const escaped = (text: string) =>
  text
    .replace(/[\\,;]/g, (sign) => `\\${sign}`)
    .replace(/\r\n?|\n/g, '\\n')
    .replace(/\p{Cc}/gu, '')

// RFC 6350, 3.2: a line goes on after a line end and a space; a letter of several octets is never torn.
function folded(line: string): string {
  let [text, octets] = ['', 0]
  for (const letter of line) {
    const size = Buffer.byteLength(letter)
    if (octets + size > 75) {
      text += '\r\n '
      octets = 1
    }
    text += letter
    octets += size
  }
  return text
}

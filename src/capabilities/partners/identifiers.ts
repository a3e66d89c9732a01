import type { Problem } from '../../platform/web/form.ts'

/** By what the world's registers know a partner: host name of SCHAC, Erasmus code, PIC of the EU, ROR. */
export const identifierKinds = ['schac', 'erasmus', 'pic', 'ror'] as const
export type IdentifierKind = (typeof identifierKinds)[number]
/** What is known of them; null is not known. */
export type Identifiers = Readonly<Record<IdentifierKind, string | null>>

export const noIdentifiers: Identifiers = { schac: null, erasmus: null, pic: null, ror: null }

// Crockford's base 32, as ror.org writes its numbers: without i, l, o and u.
const digits = '0123456789abcdefghjkmnpqrstvwxyz'

/**
 * Brings an identifier into its own form, whatever form it was copied in.
 * @returns null where it can't be one: a wrong length, a letter that never occurs, a sum that does not come out
 */
export function readIdentifier(kind: IdentifierKind, typed: string): string | null {
  const text = typed.normalize('NFKC').trim()
  if (kind === 'pic') return /^\d{9}$/.test(text.replaceAll(' ', '')) ? text.replaceAll(' ', '') : null
  if (kind === 'schac') return readHost(text)
  return kind === 'ror' ? readRor(text) : readErasmus(text)
}

// SCHAC homeOrganization is a domain name; a mail address's or a page's is taken out of it.
function readHost(text: string): string | null {
  const host = text.toLowerCase().replace(/^urn:schac:homeorganization:/, '')
  return host.length <= 253 && /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/.test(host) ? host : null
}

// Erasmus codes: a country of one to three letters in a field of three, then the city and a number: "D  BERLIN01". Only
// where the country fills the field nothing stands between them: "IRLDUBLIN01".
function readErasmus(text: string): string | null {
  const found = /^(?:([A-Z]{1,3})\s+|(IRL|LUX))([A-Z-]{2,10}\d{2,3})$/.exec(text.toUpperCase())
  return found ? `${(found[1] ?? found[2] ?? '').padEnd(3)}${found[3]}` : null
}

// The last two digits are 98 - (number * 100 mod 97), as ISO 7064 counts them and ror.org says.
function readRor(text: string): string | null {
  const id = text.toLowerCase().replace(/^(https?:\/\/)?ror\.org\//, '')
  if (!/^0[0-9a-hjkmnp-tv-z]{6}\d{2}$/.test(id)) return null
  const number = [...id.slice(0, 7)].reduce((sum, digit) => sum * 32 + digits.indexOf(digit), 0)
  return 98 - ((number * 100) % 97) === Number(id.slice(7)) ? id : null
}

/** The identifiers out of a form or a sheet, with what of them can't be one. */
export function readIdentifiers(typed: Readonly<Partial<Record<IdentifierKind, string>>>) {
  const problems: Problem[] = []
  const read = (kind: IdentifierKind) => {
    const text = typed[kind]?.trim()
    if (!text) return null
    const found = readIdentifier(kind, text)
    if (found === null) problems.push({ field: kind, key: `identifier.no.${kind}` })
    return found
  }
  const identifiers: Identifiers = {
    schac: read('schac'),
    erasmus: read('erasmus'),
    pic: read('pic'),
    ror: read('ror'),
  }
  return { identifiers, problems }
}

/** Where the page of an identifier stands that the world can open; null where there is none. */
export function pageOfIdentifier(kind: IdentifierKind, value: string): string | null {
  return kind === 'ror' ? `https://ror.org/${value}` : null
}

import { domainToASCII } from 'node:url'
import { createTransport } from 'nodemailer'

export interface Party {
  readonly name?: string
  readonly address: string
}

export interface OutgoingMail {
  readonly from: Party
  readonly to: Party
  readonly subject: string
  readonly text: string
  readonly html?: string
  readonly language: string
  /** Without angle brackets; the same mail sent again has the same one, so that a mailbox shows it once. */
  readonly messageId: string
  readonly attachments?: readonly Attachment[]
  readonly headers?: Readonly<Record<string, string>>
}

export interface Attachment {
  readonly name: string
  readonly type: string
  readonly content: Uint8Array
}

/**
 * What became of a mail. `answer` is the server's line, or the reason why none came (`connect ECONNREFUSED …`). `permanent`: the
 * server will say no again, so the address is wrong; otherwise sending again later may help.
 */
export interface Delivery {
  readonly accepted: boolean
  readonly answer: string
  readonly permanent?: boolean
}

export interface Transport {
  /** Hands a mail to the server. A no, or no server, is a Delivery; throws only when the program made the mail wrongly. */
  send(mail: OutgoingMail): Promise<Delivery>
  close(): void
}

/** Mail by SMTP: `smtp://user:password@host:587` (STARTTLS when offered, `?requireTLS=true` insists), `smtps://…:465`. */
export function openTransport(url: string): Transport {
  const server = createTransport({
    url,
    pool: true,
    maxConnections: 3,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
  })
  return {
    close: () => server.close(),
    async send(mail) {
      const from = plainAddress(mail.from.address)
      const to = plainAddress(mail.to.address)
      if (!from.ok) throw new RangeError('the sender has no usable address')
      if (!to.ok) return { accepted: false, answer: to.problem, permanent: true }
      const content = contentOf(mail, from.address, to.address)
      return server.sendMail(content).then((sent) => ({ accepted: true, answer: sent.response }), refusal)
    },
  }
}

function contentOf(mail: OutgoingMail, from: string, to: string) {
  return {
    from: { name: oneLine(mail.from.name ?? ''), address: from },
    to: { name: oneLine(mail.to.name ?? ''), address: to },
    subject: oneLine(mail.subject),
    text: mail.text,
    ...(mail.html !== undefined && { html: mail.html }),
    messageId: `<${mail.messageId.replace(/[^\w.@+=-]/g, '')}>`,
    headers: { ...headersOf(mail), 'Content-Language': oneLine(mail.language) },
    attachments: (mail.attachments ?? []).map(({ name, type, content }) => ({
      filename: oneLine(name),
      contentType: oneLine(type),
      content: Buffer.from(content),
    })),
    // Nothing in a mail may make the program read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

// A line break in a header would begin another header, written by whoever chose the text.
const oneLine = (text: string) =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()

function headersOf(mail: OutgoingMail): Record<string, string> {
  const headers = Object.entries(mail.headers ?? {})
  const wrong = headers.find(([name]) => !/^[A-Za-z][A-Za-z0-9-]*$/.test(name))
  if (wrong) throw new RangeError('not a name of a header')
  return Object.fromEntries(headers.map(([name, value]) => [name, oneLine(value)]))
}

function refusal(error: unknown): Delivery {
  const code = textOf(error, 'code')
  const status = Number(textOf(error, 'responseCode'))
  const answer = textOf(error, 'response') || (error instanceof Error ? error.message : String(error))
  // A refused sign-in is also a 5xx, but it is our setting that is wrong and not the person's address.
  const permanent = status >= 500 && status < 600 && code !== 'EAUTH'
  return { accepted: false, answer: oneLine(answer), ...(permanent && { permanent }) }
}

function textOf(error: unknown, field: 'code' | 'response' | 'responseCode'): string {
  return error instanceof Error && field in error ? String(Reflect.get(error, field) ?? '') : ''
}

/** Why something is no mail address, as the end of a message key. */
export type AddressProblem = 'missing' | 'too-long' | 'not-an-address' | 'cyrillic-letters'

export type PlainAddress =
  | { readonly ok: true; readonly address: string; readonly suggestion?: string }
  | { readonly ok: false; readonly problem: AddressProblem }

const beforeAt = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/
const domainForm = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{2,59})$/

/**
 * Reads a mail address that a person typed. The domain comes back in lower case; `suggestion` is the address that they
 * more likely meant (gmial.com), to ask about and never to put in unasked.
 */
export function plainAddress(input: string): PlainAddress {
  const typed = input.trim().normalize('NFC')
  if (typed === '') return { ok: false, problem: 'missing' }
  const at = typed.lastIndexOf('@')
  const [local, domain] = [typed.slice(0, at), typed.slice(at + 1).toLowerCase()]
  // A Cyrillic «а» in a Latin name looks right and never arrives; a domain may be Cyrillic as a whole (.рф).
  if (/\p{Script=Cyrillic}/u.test(local) || domain.split('.').some(mixesScripts))
    return { ok: false, problem: 'cyrillic-letters' }
  if (typed.length > 254 || local.length > 64) return { ok: false, problem: 'too-long' }
  if (at < 1 || !beforeAt.test(local) || !isDomain(domain)) return { ok: false, problem: 'not-an-address' }

  const likely = likelyDomain(domain)
  return { ok: true, address: `${local}@${domain}`, ...(likely && { suggestion: `${local}@${likely}` }) }
}

const mixesScripts = (label: string) => /\p{Script=Cyrillic}/u.test(label) && /\p{Script=Latin}/u.test(label)

function isDomain(domain: string): boolean {
  // The converter of addresses repairs what it can (spaces, %, full stops of other scripts); an address must not need it.
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain)) return false
  const ascii = domainToASCII(domain)
  return ascii.length <= 253 && domainForm.test(ascii)
}

const providers = ['gmail.com', 'mail.ru', 'yandex.ru', 'icloud.com', 'outlook.com', 'hotmail.com', 'yahoo.com']
const likelyDomains = [...providers, 'inbox.ru', 'bk.ru', 'list.ru', 'rambler.ru', 'yandex.com']
// Real ones that a slip of a known one would also give.
const real = new Set([
  'mail.com',
  'ymail.com',
  'email.com',
  'email.ru',
  'mail.kg',
  'mail.de',
  'yandex.kz',
  'yandex.by',
  'yahoo.co',
])
const slipsOfEnding: Readonly<Record<string, readonly string[]>> = {
  com: ['con', 'co', 'cm', 'cmo', 'ocm', 'om', 'cpm', 'vom', 'xom', 'comm', 'coom', 'ru', 'kg', 'com.ru'],
  ru: ['rt', 'ri', 'ry', 'rue', 'ruu', 'tu', 'eu', 'r', 'u', 'ur', 'ro', 're', 'ru.com'],
}

function likelyDomain(domain: string): string | undefined {
  if (likelyDomains.includes(domain) || real.has(domain)) return undefined
  const [name, ending] = parted(domain)
  return likelyDomains.find((likely) => {
    const [likelyName, likelyEnding] = parted(likely)
    if (name === likelyName) return slipsOfEnding[likelyEnding]?.includes(ending)
    const sameEnding = ending === likelyEnding || slipsOfEnding[likelyEnding]?.includes(ending)
    return sameEnding && likelyName.length >= 4 && isOneSlip(name, likelyName)
  })
}

function parted(domain: string): [string, string] {
  const dot = domain.indexOf('.')
  return [domain.slice(0, dot), domain.slice(dot + 1)]
}

/** One letter more, one less, another one, or two neighbours swapped. */
function isOneSlip(typed: string, meant: string): boolean {
  let same = 0
  while (same < meant.length && typed[same] === meant[same]) same++
  const [restTyped, restMeant] = [typed.slice(same), meant.slice(same)]
  const swapped = `${restMeant.charAt(1)}${restMeant.charAt(0)}${restMeant.slice(2)}`
  return (
    restTyped.slice(1) === restMeant.slice(1) ||
    restTyped === restMeant.slice(1) ||
    restTyped.slice(1) === restMeant ||
    restTyped === swapped
  )
}

import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { z } from 'zod'
import type { Db } from '../database/index.ts'
import type { House } from '../house.ts'
import type { Html } from '../jsx-runtime.ts'
import { NotFound } from '../outcome.ts'
import type { Membership, Permission, SignedIn } from '../sessions/index.ts'
import { placeWhere } from '../sessions/index.ts'
import type { Language } from '../words/languages.ts'
import { clientOf, networkOf, placeHeader } from './client.ts'
import { check, type Form, readForm, readTyped, type Typed } from './form.ts'

/** A page as a room hands it over; the frame around it (menu, languages, banner) is put on by `app.tsx`. */
export interface Page {
  readonly frame: 'site' | 'my' | 'desk' | 'bare'
  readonly title: string
  readonly body: Html
  readonly institution?: string
  /** The menu entry that is open, by its address. */
  readonly current?: string
  /** Browser modules that improve the page, by name. */
  readonly modules?: readonly string[]
  readonly description?: string
  /** The same page in each language, where the address carries it. */
  readonly addresses?: Readonly<Record<Language, string>>
  /** In which of them it is written; absent: in all. In the others it only says so. */
  readonly writtenIn?: readonly Language[]
}

export type Frame = (visit: Visit, page: Page) => Promise<string>

/** One request, as a room sees it. */
export class Visit {
  readonly c: Context
  readonly house: House
  readonly language: Language
  readonly who: SignedIn | null
  readonly reference: string
  readonly #frame: Frame

  constructor(c: Context, house: House, language: Language, who: SignedIn | null, reference: string, frame: Frame) {
    this.c = c
    this.house = house
    this.language = language
    this.who = who
    this.reference = reference
    this.#frame = frame
  }

  param(name: string): string {
    return keepable(this.c.req.param(name) ?? '')
  }

  query(name: string): string | undefined {
    const typed = this.c.req.query(name)
    return typed === undefined ? typed : keepable(typed)
  }

  /** What the browser sent, and whence: the list of sessions says from which network each came. */
  get headers(): Headers {
    const headers = new Headers(this.c.req.raw.headers)
    headers.set(placeHeader, networkOf(clientOf(this)))
    return headers
  }

  within(institution: string): Db {
    return this.house.database.within(institution)
  }

  form<Schema extends z.ZodType>(schema: Schema): Promise<Form<z.output<Schema>>> {
    return readForm(this.c, schema)
  }

  typed(): Promise<Typed> {
    return readTyped(this.c)
  }

  checked<Schema extends z.ZodType>(schema: Schema, typed: Typed): Form<z.output<Schema>> {
    return check(schema, typed)
  }

  /** The account; a route that calls this stands behind `signedIn`. */
  get account(): SignedIn {
    if (!this.who) throw new NotFound()
    return this.who
  }

  /** Who acts, as journals name them; a route that calls this stands behind `signedIn`. */
  get by(): { readonly id: string; readonly name: string } {
    const { accountId, name, email } = this.account
    return { id: accountId, name: name || email }
  }

  /** Where the account works with this permission; a route that calls this stands behind `may`. */
  place(permission: Permission): Membership {
    const place = placeWhere(this.who, permission)
    if (!place) throw new NotFound()
    return place
  }

  may(permission: Permission, institution?: string): boolean {
    return placeWhere(this.who, permission, institution) !== null
  }

  async show(page: Page, status: 200 | 404 | 409 | 413 | 422 | 429 | 500 | 503 = 200): Promise<Response> {
    return this.c.html(await this.#frame(this, page), status)
  }

  /** Goes to an address of our own; one from outside leads home. */
  go(address: string): Response {
    return this.c.redirect(ownAddress(address) ?? '/', 303)
  }

  /** Leads on from an address that is one no more. */
  moved(address: string): Response {
    return this.c.redirect(ownAddress(address) ?? '/', 301)
  }

  /** Goes to another site: only to one that the settings of the installation name. */
  leave(address: URL): Response {
    return this.c.redirect(address.href, 303)
  }

  json(value: unknown, status: 200 | 409 | 422 = 200): Response {
    return this.c.json(value, status)
  }

  keepCookies(cookies: readonly string[]): void {
    for (const cookie of cookies) this.c.header('set-cookie', cookie, { append: true })
  }

  keepLanguage(language: Language): void {
    this.keep('language', language)
  }

  /** What this browser chose to be kept for a year. */
  kept(choice: 'keys'): string | undefined {
    return getCookie(this.c, `kopuro.${choice}`)
  }

  keep(choice: 'language' | 'keys', value: string): void {
    setCookie(this.c, `kopuro.${choice}`, value, {
      path: '/',
      maxAge: 365 * 24 * 3600,
      sameSite: 'Lax',
      httpOnly: true,
      secure: this.house.config.mode === 'production',
    })
  }
}

// What somebody typed into an address: the database takes neither a zero byte nor half a letter.
const keepable = (typed: string) => typed.replaceAll('\0', '').toWellFormed()

/** A path on this server, or null: neither another host nor a scheme gets through. */
export function ownAddress(address: string | undefined | null): string | null {
  if (!address?.startsWith('/') || /^\/[/\\]/.test(address)) return null
  return /[\p{Cc}\\]/u.test(address) ? null : address
}

import { createHash, randomBytes } from 'node:crypto'
import type { House } from '../../platform/house.ts'
import type { Language } from '../../platform/words/languages.ts'
import { mailLater } from '../correspondence/index.ts'
import { findInstitution } from '../institutions/index.ts'
import type { About, Interests, Subscription } from './rules.ts'
import { confirm, insertAsked } from './store.ts'
import { noticeWords } from './words.ts'

export const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')
const sealedFor = (id: string) => `call subscription ${id}`

/** Where a subscription is confirmed, changed and ended, without an account. */
export const ownAddress = (house: Pick<House, 'url'>, institution: string, token: string) =>
  `${house.url}/notices/${institution}/${token}`

/** The address of a subscription's own page; null when it was sealed by another installation. */
export function addressOf(house: House, institution: string, { id, tokenSealed }: Subscription): string | null {
  const token = house.secrets.open(tokenSealed, sealedFor(id))
  return token && ownAddress(house, institution, token)
}

export interface Wish {
  readonly institution: string
  readonly id: string
  readonly accountId: string | null
  readonly email: string
  readonly language: Language
  readonly interests: Interests
  readonly about: About
}

/** Asks whoever reads the mails of an address whether they want this: until they say so, nothing else is sent there. */
export async function askFor(house: House, wish: Wish): Promise<void> {
  const { institution, email, language, id } = wish
  const place = await findInstitution(house.database.shared, institution)
  const token = randomBytes(32).toString('base64url')
  const t = noticeWords(language)
  const params = { institution: place?.short[language] ?? '', link: ownAddress(house, institution, token) }
  const tokens = { tokenHash: hashOf(token), tokenSealed: house.secrets.seal(token, sealedFor(id)) }
  await house.database
    .within(institution)
    .transaction()
    .execute(async (tx) => {
      if (!(await insertAsked(tx, { ...wish, ...tokens, at: house.clock.now() }))) return
      await mailLater(tx, house, {
        ...{ institution, to: email, language, kind: 'calls.one-time-link' },
        ...{ subject: t('ask.subject', params), body: t('ask.body', params) },
      })
    })
}

export async function confirmIt(house: House, institution: string, subscription: Subscription): Promise<void> {
  const db = house.database.within(institution)
  await db.transaction().execute((tx) => confirm(tx, subscription, house.clock.now()))
}

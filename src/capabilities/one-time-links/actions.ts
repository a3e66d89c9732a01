import type { Tx } from '../../platform/database/index.ts'
import type { House } from '../../platform/house.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { mailLater } from '../correspondence/index.ts'
import { hashOfToken, linkAddress, newToken, type OneTimeLink } from './rules.ts'
import { insertLink, type NewLink, recordOpening, renewToken } from './store.ts'
import { linkWords } from './words.ts'

/** Makes a link and gives its address, for the mail that brings it; null when the same form made it before. */
export async function makeLink(tx: Tx, house: House, link: NewLink): Promise<string | null> {
  const token = newToken()
  const isNew = await insertLink(tx, link, hashOfToken(token), house.clock.now())
  return isNew ? linkAddress(house, token) : null
}

/** What a mail with a fresh link may speak of. */
interface Renewed {
  readonly name: string
  readonly title: string
  readonly until: string
  readonly link: string
}

/**
 * Sends a fresh link to the address that the first one went to, and to no other; the old one opens nothing any more. False
 * when there is nothing left to open. @param words of the mail, where it says more than that the link is a new one
 */
export async function renewLink(
  house: House,
  link: OneTimeLink,
  title: string,
  mailKind: string,
  words = sayRenewed(link),
): Promise<boolean> {
  const db = house.database.within(link.institution)
  return db.transaction().execute(async (tx) => {
    const token = newToken()
    if (!(await renewToken(tx, link.id, hashOfToken(token)))) return false
    await recordOpening(tx, link, 'renewed', house.clock.now())
    const params = { name: link.name, title, until: sayDay(link.until, link.language), link: linkAddress(house, token) }
    await mailLater(tx, house, {
      institution: link.institution,
      ...(link.caseId ? { caseId: link.caseId } : {}),
      to: link.address,
      language: link.language,
      kind: mailKind,
      ...words(params),
    })
    return true
  })
}

function sayRenewed({ language }: OneTimeLink) {
  const t = linkWords(language)
  return (said: Renewed) => ({ subject: t('renew.subject', { ...said }), body: t('renew.body', { ...said }) })
}

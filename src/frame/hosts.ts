import type { MiddlewareHandler } from 'hono'
import { listInstitutions } from '../capabilities/institutions/index.ts'
import type { House } from '../platform/house.ts'
import { isLanguage } from '../platform/words/languages.ts'

/**
 * At the host of an institution its own pages answer: the door leads to its home, and the pages of another institution are
 * looked for where the installation stands. Any other host is answered as ever.
 */
export function hostDoor(house: House): MiddlewareHandler {
  return async (c, next) => {
    const host = (c.req.header('host') ?? new URL(c.req.url).host).toLowerCase().replace(/:\d+$/, '')
    const all = await listInstitutions(house.database.shared)
    const own = all.find((institution) => institution.host === host)
    if (!own || (c.req.method !== 'GET' && c.req.method !== 'HEAD')) return next()
    const [, first = '', second = ''] = c.req.path.split('/')
    if (first === '') return c.redirect(`/${own.id}/`, 302)
    if (isLanguage(first) && second === '') return c.redirect(`/${own.id}/${first}/`, 302)
    const isOthers = all.some(({ id }) => id === first && id !== own.id)
    return isOthers ? c.redirect(`${house.url}${c.req.path}${new URL(c.req.url).search}`, 302) : next()
  }
}

/** Where an institution's public pages are at home, without a slash at the end. */
export function homeOf(house: Pick<House, 'url'>, institution: { readonly host: string | null } | null): string {
  return institution?.host ? `${new URL(house.url).protocol}//${institution.host}` : house.url
}

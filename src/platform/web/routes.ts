import { Hono } from 'hono'
import { NotFound } from '../outcome.ts'
import { type Permission, placeWhere } from '../sessions/index.ts'
import type { Visit } from './visit.ts'

/** Who may come in. `hide`: what you may not see does not exist. */
export type Guard = (visit: Visit) => 'in' | 'sign-in' | 'second-factor' | 'hide'
export type Handle = (visit: Visit) => Response | Promise<Response>

/** Everybody. */
export const open: Guard = () => 'in'

/** Whoever has signed in; the handler asks for what is theirs by their account. */
export const signedIn: Guard = (visit) => (visit.who ? 'in' : 'sign-in')

/** Whoever has a role with this permission in some institution. */
export function may(permission: Permission): Guard {
  return (visit) => {
    if (!visit.who) return 'sign-in'
    if (visit.who.waits) return 'second-factor'
    return placeWhere(visit.who, permission) ? 'in' : 'hide'
  }
}

export const evaluationOnly: Guard = (visit) => (visit.house.config.mode === 'evaluation' ? 'in' : 'hide')

interface Variables {
  visit: Visit
}
export type Web = Hono<{ Variables: Variables }>

type Verb = 'get' | 'post' | 'patch' | 'delete' | 'options'

/** A room's routes. There is no way to add one without saying who may use it. */
export class Routes {
  readonly hono: Web = new Hono<{ Variables: Variables }>()
  readonly patterns: string[] = []

  get(pattern: string, guard: Guard, handle: Handle): this {
    return this.#add('get', pattern, guard, handle)
  }

  post(pattern: string, guard: Guard, handle: Handle): this {
    return this.#add('post', pattern, guard, handle)
  }

  /** The verbs that only files in parts need; pages and forms know GET and POST. */
  on(verb: 'patch' | 'delete' | 'options', pattern: string, guard: Guard, handle: Handle): this {
    return this.#add(verb, pattern, guard, handle)
  }

  /** Another room's routes beside these. */
  also(other: Routes): this {
    this.patterns.push(...other.patterns)
    this.hono.route('/', other.hono)
    return this
  }

  #add(verb: Verb, pattern: string, guard: Guard, handle: Handle): this {
    this.patterns.push(`${verb.toUpperCase()} ${pattern}`)
    this.hono[verb](pattern, async (c) => {
      const visit = c.var.visit
      const answer = guard(visit)
      if (answer === 'in') return await handle(visit)
      if (answer === 'sign-in' && verb === 'get')
        return visit.go(`/sign-in?to=${encodeURIComponent(c.req.path + new URL(c.req.url).search)}`)
      if (answer === 'sign-in') return visit.go('/sign-in')
      if (answer === 'second-factor') return visit.go('/account')
      throw new NotFound()
    })
    return this
  }
}

import type { Capability } from '../../platform/capability.ts'
import { criteriaRoutes } from './criteria-routes.tsx'
import { deskAddress } from './desk-pages.tsx'
import { deskRoutes } from './desk-routes.tsx'
import { draftRoutes } from './draft-routes.tsx'
import { itemRoutes } from './item-routes.tsx'
import { lifeRoutes } from './life-routes.tsx'
import { publicRoutes } from './public-routes.tsx'
import { tellJob, tellStarted } from './telling.ts'
import type { CallHooks } from './ways.ts'
import { callWords } from './words.ts'

export type {
  CallHost,
  CallSaid,
  Cefr,
  Condition,
  Criterion,
  Field,
} from '../packs/index.ts'
export { cefr, fields, specialties } from '../packs/index.ts'
export { type Answer, conditionsOf, judge, type Known, type Why, whyNotYet } from './criteria.ts'
export { CallTag, countriesOf, deskAddress, placesOf } from './desk-pages.tsx'
export { makeExampleCall } from './example.ts'
export { CallFacts, saySum } from './facts-view.tsx'
export { publicAddress } from './public-pages.tsx'
export { type Call, type CallState, callState, closesAt } from './rules.ts'
export { sayDays, sayRule, sayWhy } from './saying.ts'
export { type CallFilter, callBySlug, callsOf, editionOf, findCall } from './store.ts'
export type { CallHooks, CallWay, Started } from './ways.ts'
export { callWords } from './words.ts'

/** Calls for applications and who may answer them. Later capabilities hang their ways onto a call's desk page. */
export function calls(hooks: CallHooks): Capability {
  return {
    name: 'calls',
    words: callWords,
    routes: (house) =>
      publicRoutes(house, hooks)
        // Before the page of one call: 'new' is no call's id, nor 'preview' a part of a draft.
        .also(lifeRoutes(hooks))
        .also(criteriaRoutes())
        .also(itemRoutes())
        .also(draftRoutes())
        .also(deskRoutes(hooks)),
    jobs: (house) => ({ [tellJob]: ({ institution, id }) => tellStarted(house, hooks, institution, id) }),
    desk: [
      {
        group: 'work',
        href: deskAddress,
        rank: 60,
        text: (language) => callWords(language)('desk.title'),
        needs: 'calls.read',
      },
    ],
  }
}

import { expect, test } from 'vitest'
import { pageAboveForm } from './forms-only.ts'

const routes = [
  { method: 'GET', path: '/account' },
  { method: 'POST', path: '/account/password' },
  { method: 'GET', path: '/desk/cases/:procedure/:id' },
  { method: 'POST', path: '/desk/cases/:procedure/:id/steps/:step' },
  { method: 'GET', path: '/desk/reasons' },
  { method: 'GET', path: '/desk/reasons/:key' },
  { method: 'POST', path: '/desk/reasons/:key' },
  { method: 'POST', path: '/desk/reasons/new' },
  { method: 'POST', path: '/sign-out' },
]

test.each([
  ['/account/password', '/account'],
  ['/desk/cases/admission/7/steps/admit', '/desk/cases/admission/7'],
  ['/desk/reasons/new', '/desk/reasons'],
  ['/desk/reasons/none', null],
  ['/account/nothing', null],
  ['/desk/cases/admission/7/steps/', null],
  ['/sign-out', null],
  ['/account', null],
])('an address that only takes forms leads to its page: %s to %s', (path, page) => {
  expect(pageAboveForm(routes, path)).toBe(page)
})

import { expect, test } from 'vitest'
import { ownAddress } from './visit.ts'

test.each([
  '/',
  '/my',
  '/my/kslu/1?x=//evil.example',
  '/desk/cases/admission?q=a%20b#top',
  '/kslu/ru/apply?programme=bachelor-530500',
])('%s is an address of our own', (address) => {
  expect(ownAddress(address)).toBe(address)
})

test.each([
  undefined,
  null,
  '',
  'my',
  'https://evil.example',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/my\\..\\..',
  'javascript:alert(1)',
  'data:text/html,x',
  ' /my',
  '/\t/evil.example',
  '/my\r\nSet-Cookie: x=y',
  '/my\u0000',
  '/my\u0085',
])('%j is not', (address) => {
  expect(ownAddress(address)).toBeNull()
})

test('whatever passes stays on our server, as a browser reads it', () => {
  for (const address of [
    '/a',
    '/..//evil.example',
    '/.//evil.example',
    '/%2F/evil.example',
    '/@evil.example',
    '/:80',
  ]) {
    const own = ownAddress(address)
    if (own) expect(new URL(own, 'http://kopuro.test').host).toBe('kopuro.test')
  }
})

import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { dayField, line } from './fields.ts'
import { check, composeDays, readForm, readTyped, type Typed, versionIn } from './form.ts'

/** What a form that came over the line is read as. */
async function read(body: string, headers: Readonly<Record<string, string>> = {}): Promise<Typed> {
  const app = new Hono().post('/', async (c) => c.json(await readTyped(c)))
  const answer = await app.request('/', { method: 'POST', body, headers })
  return z.record(z.string(), z.string()).parse(await answer.json())
}

describe('a form as it comes over the line', () => {
  test.each([
    ['words with spaces and other scripts', 'name=%D2%AE%D1%81%D3%A9%D0%BD+A', { name: 'Үсөн A' }],
    ['nothing', '', {}],
    ['an empty field', 'name=', { name: '' }],
    ['a name without a value', 'name', { name: '' }],
    ['of doubles the first', 'name=1&name=2', { name: '1' }],
    ['no NUL bytes', 'name=a%00b', { name: 'ab' }],
    ['broken letters as a sign that they were broken', 'name=%FF%FE', { name: '\ufffd\ufffd' }],
    ['an & that was meant', 'name=a%26b', { name: 'a&b' }],
  ])('gives %s', async (_, body, expected) => {
    expect(await read(body)).toEqual(expected)
  })

  test('can’t reach the language’s own names', async () => {
    const typed = await read('__proto__=x&constructor=x&toString=x&hasOwnProperty=x&name=Zoe')
    expect(typed).toEqual({ name: 'Zoe' })
    expect(Object.getPrototypeOf(composeDays({ '__proto__.day': '1' }))).toBe(Object.prototype)
  })

  test('keeps 20,000 characters of a field, and never half a letter', async () => {
    expect((await read(`name=${'x'.repeat(30_000)}`)).name).toHaveLength(20_000)
    const { name } = await read(`name=x${encodeURIComponent('😀'.repeat(10_000))}`)
    expect(name?.isWellFormed()).toBe(true)
  })
})

test.each([
  [{ 'd.day': '7', 'd.month': '3', 'd.year': '2006' }, '2006-03-07'],
  [{ 'd.day': '07', 'd.month': '03', 'd.year': '2006' }, '2006-03-07'],
  [{ 'd.day': ' 7 ', 'd.month': ' 3', 'd.year': '2006 ' }, '2006-03-07'],
  [{ 'd.day': '', 'd.month': '', 'd.year': '' }, ''],
  [{ 'd.day': ' ', 'd.month': '', 'd.year': '' }, ''],
  [{ 'd.day': '7' }, '-00-07'],
  [{ 'd.day': '7', 'd.month': '', 'd.year': '2006' }, '2006-00-07'],
  [{ 'd.month': '3', 'd.year': '2006' }, undefined],
])('the three fields %j are the day %s', (typed, expected) => {
  expect(composeDays(typed).d).toBe(expected)
})

describe('what is wrong with a form', () => {
  const schema = z.object({ name: line(5), born: dayField(), seats: z.coerce.number().max(3) })
  const faults = (typed: Typed) => {
    const form = check(schema, typed)
    return form.ok ? [] : form.problems.map(({ field, key, params }) => [field, key, ...(params ? [params] : [])])
  }

  test.each([
    [
      {},
      [
        ['name', 'form.missing'],
        ['born', 'form.missing'],
        ['seats', 'form.notUnderstood'],
      ],
    ],
    [{ name: 'Zoe', 'born.day': '31', 'born.month': '2', 'born.year': '2006', seats: '1' }, [['born', 'form.notADay']]],
    [
      { name: 'Zoe Example', born: '2006-03-07', seats: '9' },
      [
        ['name', 'form.tooLong', { most: 5 }],
        ['seats', 'form.tooLong', { most: 3 }],
      ],
    ],
    [{ name: 'Zoe', born: '2006-03-07', seats: 'two' }, [['seats', 'form.notUnderstood']]],
    [{ name: 'Zoe', born: '2006-03-07', seats: '2' }, []],
  ])('%j', (typed, expected) => {
    expect(faults(typed)).toEqual(expected)
  })

  test('what was typed comes back as it was typed, right or wrong', async () => {
    const app = new Hono().post('/', async (c) => c.json((await readForm(c, schema)).typed))
    const answer = await app.request('/', { method: 'POST', body: 'name=++Zoe+&born.day=x&strange=1' })
    expect(await answer.json()).toEqual({ name: '  Zoe ', 'born.day': 'x', strange: '1' })
  })
})

test('a version that no form shows is none, and none that the database can’t hold', () => {
  expect(['1', '42', undefined, '', 'x', '-1', '1e9', '9007199254740991'].map(versionIn)).toEqual([
    1, 42, 0, 0, 0, 0, 0, 0,
  ])
})

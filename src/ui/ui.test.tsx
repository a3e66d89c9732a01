import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { DeskGallery, Gallery } from './gallery.tsx'
import { DayField, EmptyState, Link, RadioField, Table, TextArea } from './index.ts'

const pages = [Gallery().text, DeskGallery().text]
const css = readFileSync(new URL('./look.css', import.meta.url), 'utf8')
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')

test.each(pages)('every id stands once, and every label, hint and error belongs to something', (page) => {
  const ids = all(page, / id="([^"]*)"/g)
  const wanted = [
    ...all(page, / for="([^"]*)"/g),
    ...all(page, / aria-describedby="([^"]*)"/g).flatMap((one) => one.split(' ')),
  ]
  const inside = all(page, / href="#([^"]*)"/g)
  expect(new Set(ids).size).toBe(ids.length)
  expect([...wanted, ...inside].filter((id) => !ids.includes(id))).toEqual([])
})

test('every class of the words is known to the sheet', () => {
  const used = new Set(pages.flatMap((page) => all(page, / class="([^"]*)"/g)).flatMap((names) => names.split(' ')))
  const plain = new Set(['ok', 'back', 'shut', 'ahead', 'field'])
  expect([...used].filter((name) => !plain.has(name) && !new RegExp(`\\.${name}\\b`).test(css))).toEqual([])
})

test('no word carries a style, a handler or a script of its own', () => {
  for (const page of pages) expect(page).not.toMatch(/ style=| on[a-z]+=|<style|<script>/)
})

test('the sheet knows no left and right', () => {
  expect(css).not.toMatch(/[{ ](?:margin|padding|border)-(?:left|right|top|bottom)|[{ ](?:left|right|top|bottom): /)
})

test('an address from outside that is not safe is shown as text', () => {
  expect((<Link href="data:text/html,x">Partner</Link>).text).toBe('<span>Partner</span>')
  expect((<Link href="https://example.org">Partner</Link>).text).toContain('rel="noopener noreferrer"')
})

test('a link in an error summary leads to the first control of its field', () => {
  const words = { day: 'Day', month: 'Month', year: 'Year' }
  expect(all((<DayField name="born" label="Born" words={words} />).text, /<input id="([^"]*)"/g)).toEqual([
    'born',
    'born.month',
    'born.year',
  ])
  expect(all((<DayField name="born" label="Born" words={words} />).text, / name="([^"]*)"/g)).toEqual([
    'born.day',
    'born.month',
    'born.year',
  ])
  const options = [
    { value: 'a', text: 'A' },
    { value: 'b', text: 'B', selected: true },
  ]
  expect(all((<RadioField name="level" label="Level" options={options} />).text, /<input id="([^"]*)"/g)).toEqual([
    'level',
    'level.b',
  ])
})

test('what was typed comes back as it was typed', () => {
  expect((<TextArea name="note" label="Note" value={'<b>"\n'} />).text).toContain('>\n&lt;b&gt;&quot;\n</textarea>')
})

test('a table says the column in every cell, and without rows what to do', () => {
  const columns = [{ key: 'name', text: 'Name "full"' }]
  const table = <Table columns={columns} rows={[{ cells: ['<Zoe>'], href: '/1' }]} empty="" />
  expect(table.text).toContain('<td data-label="Name &quot;full&quot;"><div><a href="/1">&lt;Zoe&gt;</a></div></td>')
  expect((<Table columns={columns} rows={[]} empty={<EmptyState title="Nobody" />} />).text).not.toContain('<table')
})

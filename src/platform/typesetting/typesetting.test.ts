import { PDFDocument, PDFName } from '@cantoo/pdf-lib'
import { expect, test } from 'vitest'
import { type JsonValue, missingGlyphs, TypesetError, typeset } from './index.ts'

const made = { title: 'Письмо о зачислении', language: 'ru', madeAt: new Date('2026-07-03T05:00:00Z') }
const institution = {
  names: [
    { lang: 'ky', name: 'Үлгү мамлекеттик университети', unit: 'Эл аралык бөлүм' },
    { lang: 'en', name: 'Example State University', unit: 'International Office' },
  ],
  contacts: ['1 Example Street', 'office@example.kg'],
}
const letter = (text: string): JsonValue => ({
  institution,
  number: '01-17/0042',
  date: '3 июля 2026 г.',
  addressee: [text, 'Invented Republic'],
  versions: [
    { lang: 'ru', heading: text, text: `${text}\n\nЖаңы көпүрө, Ң Ө Ү` },
    { lang: 'en', heading: 'Admission', text: [text, 'Zoë, Łukasz, Nguyễn'] },
  ],
  signatory: { post: ['Начальник отдела', 'Head of the office'], name: text },
  check: {
    lines: [text],
    address: 'example.kg/check',
    code: text,
    link: 'https://example.kg/check/A',
    square: { modules: 3, path: 'M0 0h1v1h-1zM2 0h1v1h-1z' },
  },
})
const letterTemplate = '#import "/letter.typ": *\n#letter(..data)'

const hostile = [
  '#panic("x")',
  '*bold* _it_',
  '$x$ $',
  '<a> </a>',
  '\\ \\u{41}',
  '"quotes" \'single\'',
  'two\nlines\r\nand\ttab',
  '@ref @nobody',
  '`raw',
  '// comment /* open',
  '= heading',
  '[ ] { } ( )',
  '李小龙',
  'محمد',
  '\u0000\u0007',
  '\ud83d',
  '😀',
  '',
  '~--...',
  'https://example.com/#x',
  `${'ы'.repeat(5000)}`,
  '\u202Ereversed',
]

test.each(hostile)('a name that reads %j is printed and never read as markup', async (name) => {
  const pdf = await typeset(letterTemplate, letter(name), made)
  expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-')
})

test('the same letter made again is the same file, byte by byte', async () => {
  const first = await typeset(letterTemplate, letter('Zoë'), made)
  await typeset(letterTemplate, letter('Amina'), made)
  await new Promise((wait) => setTimeout(wait, 1100))
  expect(Buffer.compare(first, await typeset(letterTemplate, letter('Zoë'), made))).toBe(0)
})

test('the file says its title, its language and when it was made, and is tagged for screen readers', async () => {
  const pdf = await PDFDocument.load(await typeset(letterTemplate, letter('Zoë'), made), { updateMetadata: false })
  expect(pdf.getTitle()).toBe('Письмо о зачислении')
  expect(pdf.getLanguage()).toBe('ru')
  expect(pdf.getCreationDate()).toEqual(made.madeAt)
  expect(pdf.catalog.has(PDFName.of('StructTreeRoot'))).toBe(true)
})

test('a filled form and two languages side by side fit on one page each', async () => {
  const form = '#import "/letter.typ": *\n#form(..data)'
  const pages = async (pdf: Uint8Array) => (await PDFDocument.load(pdf)).getPageCount()
  const filled: JsonValue = {
    institution,
    title: ['Заявление', 'Application'],
    sections: [
      {
        title: 'Заявитель',
        rows: [
          { label: 'Имя', value: 'Zoë' },
          { label: 'Виза', value: '' },
        ],
      },
    ],
    declaration: 'Подтверждаю.',
    sign: { signature: 'Подпись', date: 'Дата' },
  }
  expect(await pages(await typeset(form, filled, made))).toBe(1)
  expect(
    await pages(await typeset(letterTemplate.replace('..data', '..data, side-by-side: true'), letter('Zoë'), made)),
  ).toBe(1)
})

test('a mistake in a template is told with its place', async () => {
  const failure = await typeset('#import "/letter.typ": *\n\n  #nobody(1)', {}, made).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(TypesetError)
  expect(failure).toMatchObject({
    place: 'template.typ:3:4',
    message: expect.stringContaining('unknown variable: nobody'),
  })
})

test('a mistake in one letter does not spoil the next', async () => {
  await expect(typeset('#let', {}, made)).rejects.toThrow(TypesetError)
  await expect(typeset('Hello', {}, made)).resolves.toBeInstanceOf(Uint8Array)
})

test('Kyrgyz, Russian and Latin names are covered; Arabic and Chinese are reported', () => {
  expect(missingGlyphs({ names: ['ң ө ү Ң Ө Ү', 'Ёжиков Щ', 'Zoë Łukasz Nguyễn Gülşah Đặng', '№ — «»\n'] })).toEqual([])
  expect(missingGlyphs(['李', { a: 'م', b: null, c: 3 }])).toEqual(['李', 'م'])
})

test('an empty letter text is no error', async () => {
  const empty: JsonValue = {
    institution,
    versions: [
      { lang: 'en', text: [] },
      { lang: 'ru', text: '' },
    ],
  }
  await expect(typeset(letterTemplate, empty, made)).resolves.toBeInstanceOf(Uint8Array)
})

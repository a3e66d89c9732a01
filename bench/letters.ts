import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { fontFiles } from '../src/platform/typesetting/fonts.ts'
import { typeset } from '../src/platform/typesetting/index.ts'

/** Sets so many letters with numbers from `from` on, and answers with the milliseconds that it took. */
export interface LettersAsked {
  readonly from: number
  readonly count: number
}

const folder = fileURLToPath(new URL('../src/platform/typesetting/', import.meta.url))
const template = readFileSync(new URL('../src/capabilities/admission/letter.typ', import.meta.url), 'utf8')
const madeAt = new Date('2026-09-01T06:00:00Z')
const set = process.argv[2] === 'bare' ? bare() : ours

process.on('message', async ({ from, count }: LettersAsked) => {
  const started = performance.now()
  for (let number = from; number < from + count; number += 1) await set(number)
  process.send?.({ milliseconds: performance.now() - started })
})
process.on('disconnect', () => process.exit())

async function ours(number: number): Promise<void> {
  await typeset(template, letter(number), { title: `KSTU-2026/${number}`, language: 'ru', madeAt })
}

// The compiler alone: the same files and fonts, one document after the other.
function bare() {
  const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontBlobs: fontFiles() }] })
  compiler.addSource(`${folder}template.typ`, template)
  const at = { year: 2026, month: 9, day: 1, hour: 6, minute: 0, second: 0 }
  return async (number: number) => {
    const made = { title: `KSTU-2026/${number}`, language: 'ru', at }
    compiler.pdf({
      mainFilePath: `${folder}main.typ`,
      inputs: { data: JSON.stringify(letter(number)), made: JSON.stringify(made) },
    })
  }
}

function letter(number: number) {
  const text = (name: string) =>
    `This tells that ${name}, born 7 March 2006, passport ZZ ${7_000_000 + number}, is admitted.\n\nThe study begins in September.`
  return {
    institution: {
      names: ['ru', 'en'].map((lang) => ({
        lang,
        name: lang === 'ru' ? 'Выдуманный университет' : 'Invented University',
      })),
      contacts: [],
    },
    colour: '#1f4e79',
    number: `KSTU-2026/${number}`,
    date: '1 сентября 2026',
    addressee: [`SAMPLE Zara ${number}`, 'Pakistan'],
    versions: ['ru', 'en'].map((lang) => ({
      lang,
      heading: 'LETTER OF ADMISSION',
      text: text(`SAMPLE Zara ${number}`),
    })),
    signatory: { post: 'Rector', name: 'E. Example' },
  }
}

import sharp from 'sharp'
import type { Procedure } from '../src/capabilities/cases/index.ts'
import type { TestHouse } from './house.ts'
import { cardOfZoe, libraryCard } from './library-card.ts'
import { pdf } from './papers.ts'
import { hidden, type Visitor } from './visitor.ts'

const text = (one: string) => ({ en: one, ru: one, ky: one })
const wanted = (type: string, title: string) => ({
  type,
  title: text(title),
  hint: text('A scan'),
  why: text('They ask'),
})
const sheet = async () => '#import "/letter.typ": *\n#letter(..data)'

const paper = (subject: string) => ({
  template: sheet,
  language: () => 'en' as const,
  recipient: () => 'The Example Ministry',
  subject: text(subject),
  content: ({ facts }: { facts: { name?: string } }, { input }: { input: Readonly<Record<string, string>> }) => ({
    institution: { names: [{ lang: 'en', name: 'Example University' }], contacts: [] },
    versions: [{ lang: 'en', heading: subject, text: `About ${facts.name ?? ''}, ${input.papers ?? '0'} papers.` }],
  }),
})

/** A library card whose papers go to a ministry: a letter, a form, a passport, a photograph, a surety that is optional. */
export const parcelCard: Procedure = {
  ...libraryCard,
  // What is missing may be sent all the same: the package says it.
  steps: {
    ...libraryCard.steps,
    ask: { from: 'wanted', to: 'asked', by: 'subject', ...libraryCard.steps.ask, needs: 'every-answer' },
  },
  documents: () => [
    wanted('passport', 'Passport'),
    { ...wanted('photo', 'Photograph'), photo: { ratio: '3x4', minWidth: 300, background: 'white' } },
    { ...wanted('surety', 'Surety'), optional: true },
  ],
  papers: { petition: paper('Petition'), slip: paper('Slip') },
  packages: {
    ministry: {
      title: text('Package for the ministry'),
      to: text('The Example Ministry'),
      stages: ['asked'],
      cover: 'petition',
      forms: ['slip'],
      documents: ['passport', 'photo', 'surety', 'nothing-that-is-asked'],
      columns: ['reads', 'shelf'],
      row: () => ({ shelf: 'Shelf 7' }),
    },
  },
  words: (language) => {
    const say = libraryCard.words(language)
    const find = (key: string, params?: Parameters<typeof say>[1]) =>
      key === 'package.column.shelf' ? 'Shelf' : say.find(key, params)
    return Object.assign((key: string, params?: Parameters<typeof say>[1]) => find(key, params) ?? say(key, params), {
      language,
      find,
    })
  },
}

/** A portrait that nobody could be recognised on: a head before a wall. */
export async function portrait(wall = '#f4f3f1', width = 450, height = 600): Promise<Uint8Array> {
  const head = `<svg width="${width}" height="${height}"><ellipse cx="${width / 2}" cy="${height * 0.45}" rx="${width * 0.25}" ry="${height * 0.25}" fill="#a57"/><path d="M${width * 0.4} ${height * 0.4}h20v8h-20zM${width * 0.55} ${height * 0.4}h20v8h-20z"/></svg>`
  const picture = sharp({ create: { width, height, channels: 3, background: wall } })
  return new Uint8Array(
    await picture
      .composite([{ input: Buffer.from(head) }])
      .jpeg()
      .toBuffer(),
  )
}

export interface Parcel {
  readonly id: string
  readonly my: string
  readonly desk: string
  /** Where its package is looked at. */
  readonly look: string
}

type Files = Readonly<Record<string, readonly { readonly name: string; readonly bytes: Uint8Array }[]>>

/** Zoe asks for a card with these papers, and the officer accepts them. */
export async function parcelOfZoe(
  town: TestHouse,
  { zoe, officer }: { zoe: Visitor; officer: Visitor },
  files?: Files,
): Promise<Parcel> {
  const card = await cardOfZoe(town, 'kstu', false)
  const usual: Files = {
    passport: [{ name: 'passport.pdf', bytes: await pdf(2) }],
    photo: [{ name: 'photo.jpg', bytes: await portrait() }],
  }
  for (const [type, all] of Object.entries(files ?? usual)) {
    const seen = await zoe.upload(`${card.my}/documents/${type}`, all)
    if (seen.status !== 303) throw new Error(`${type} was not taken: ${seen.text}`)
  }
  const sent = await zoe.post(`${card.my}/steps/ask`, {
    consent: 'yes',
    version: hidden(await zoe.get(`${card.my}/check`), 'version'),
  })
  if (sent.status !== 303) throw new Error(`not sent: ${sent.text}`)
  for (const type of Object.keys(files ?? usual))
    await officer.post(`${card.desk}/documents/${type}`, { state: 'accepted' })
  return { ...card, look: `/desk/packages/for/${card.id}/ministry` }
}

import { z } from 'zod'
import { openCase, procedure, takeStep } from '../src/capabilities/cases/index.ts'
import { dayField, line, longText, oneOf } from '../src/platform/web/fields.ts'
import { catalogue } from '../src/platform/words/catalogue.ts'
import type { TestHouse } from './house.ts'

const en = {
  name: 'Library card',
  names: 'Library cards',
  'stage.wanted': 'Wanted',
  'stage.asked': 'With the library',
  'stage.given': 'Given',
  'now.wanted': 'Not sent',
  'now.asked': 'The library looks at it',
  'now.given': 'You have a card',
  'next.wanted': 'Send it',
  'next.asked': 'You get a card',
  'next.given': 'Read',
  'step.ask': 'Ask for the card',
  'step.giveBack': 'Give back',
  'step.give': 'Give the card',
  'done.ask': 'Asked',
  'done.giveBack': 'Given back',
  'done.give': 'Card given',
  'ask.giveBack.message': 'What is missing',
  'section.you': 'You',
  'fact.name': 'Name',
  'fact.reads': 'Where you read',
  'fact.arrived': 'Day of arrival',
  'choice.reads.hall': 'In the hall',
  'choice.reads.home': 'At home',
  'column.reads': 'Reads',
  'deadline.collect': 'Collect the card',
  'rule.closed': 'The library is closed to guests of the future.',
  'rule.closed.remedy': 'Come on a later day.',
  'mail.ask.subject': 'We have your wish',
  'mail.ask.body': 'Dear {name}, we have it: {link}',
}
const words = catalogue(en, en, en)
const text = (one: string) => ({ en: one, ru: one, ky: one })
const term = {
  id: 'library.term',
  value: 3,
  unit: 'working-days',
  text: text('Three working days'),
  validFrom: null,
  validTo: null,
  verified: false,
  asOf: null,
  source: ['the library'],
  note: null,
} as const

/** Three stages, a conditional document, a deadline counted in working days: a whole procedure in one file. */
export const libraryCard = procedure({
  name: 'library-card',
  words: words.byData,
  facts: z.object({ name: line(60), reads: oneOf(['hall', 'home']), arrived: dayField() }),
  sections: { you: ['name', 'reads', 'arrived'] },
  background: async () => null,
  starts: 'wanted',
  stages: { wanted: 'subject', asked: 'office', given: 'closed' },
  editable: ['wanted'],
  steps: {
    ask: {
      from: 'wanted',
      to: 'asked',
      by: 'subject',
      needs: 'every-document',
      arrives: true,
      tells: 'subject',
      unless: ({ facts, today }) =>
        facts.arrived && facts.arrived > today
          ? { key: 'rule.closed', rule: 'registration.term', remedy: 'rule.closed.remedy' }
          : null,
    },
    giveBack: { from: 'asked', to: 'wanted', by: 'office', asks: z.object({ message: longText() }) },
    give: { from: 'asked', to: 'given', by: 'office' },
  },
  documents: ({ facts }) =>
    facts.reads === 'home'
      ? [
          {
            type: 'surety',
            title: text('Surety of a friend'),
            hint: text('One page'),
            why: text('Books leave the house'),
          },
        ]
      : [],
  deadlines: ({ stage, stageSince, law }) =>
    stage === 'wanted' ? [law.deadline('collect', term, { from: stageSince })] : [],
  reminds: [1, 0],
  person: ({ name }) => ({ shownAs: name ?? '' }),
  listed: ['reads'],
  columns: ({ facts }) => ({ reads: facts.reads ?? '' }),
})

/** Zoe wants a card, and asks for it unless she stops before. */
export async function cardOfZoe(town: TestHouse, institution = 'kstu', asks = true) {
  const { id: account } = await town.house.database.shared
    .selectFrom('accounts')
    .select('id')
    .where('email', '=', 'zoe@example.org')
    .executeTakeFirstOrThrow()
  const by = { id: account, name: 'Zoe Example', role: 'subject' }
  const act = { house: town.house, institution, by, party: 'subject' } as const
  const typed = {
    name: 'Zoe Example',
    reads: 'hall',
    'arrived.day': '20',
    'arrived.month': '8',
    'arrived.year': '2026',
  }
  const opening = { accountId: account, email: 'zoe@example.org', language: 'en', typed, requestKey: null }
  const id = await openCase(act, libraryCard, opening)
  if (asks) await takeStep(act, libraryCard, id, { name: 'ask', typed: {}, version: 1 })
  return { id, my: `/my/${institution}/${id}`, desk: `/desk/cases/library-card/${id}` }
}

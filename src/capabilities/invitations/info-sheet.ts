import type { JsonValue } from '../../platform/typesetting/index.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import type { Rule } from '../law/index.ts'
import { countryName, guestOf, hostOf, peopleOf, period, programmeRows, typstFile } from './letter.ts'
import { fullName } from './members.ts'
import type { InvitationSituation } from './rules.ts'
import { inThree, invitationWords } from './words.ts'

const say = invitationWords('en')

/** What the guest takes along to the consulate and over the border, in English. */
export const infoSheet = {
  template: typstFile('./info-sheet.typ'),
  language: (): Language => 'en',
  recipient: guestOf,
  subject: inThree('sheet.subject'),
  content: (situation: InvitationSituation): Readonly<Record<string, JsonValue>> => {
    const { institution } = situation.background
    return {
      institution: {
        names: [
          { lang: 'en', name: institution.name.en },
          { lang: 'ru', name: institution.name.ru },
        ],
        contacts: [],
      },
      colour: institution.colour,
      lang: 'en',
      title: say('sheet.subject'),
      subtitle: say('sheet.subtitle'),
      sections: [
        { title: say('sheet.approval'), rows: approvalRows(situation) },
        { title: say('sheet.who'), rows: whoRows(situation) },
        { title: say('sheet.visit'), rows: visitRows(situation) },
        { title: say('sheet.know'), rows: lawRows(situation) },
        ...programmeSection(situation),
      ],
    }
  },
}

const row = (label: Parameters<typeof say>[0], value: string | null | undefined) => ({
  label: say(label),
  value: value || null,
})

function approvalRows(situation: InvitationSituation): JsonValue[] {
  const { reference, approvedOn, validUntil, visaFrom, consulate } = situation.facts
  return [
    row('sheet.reference', reference),
    row('sheet.approvedOn', approvedOn && sayDay(approvedOn, 'en')),
    row('sheet.validUntil', validUntil && sayDay(validUntil, 'en')),
    row('sheet.once', say('sheet.onceText')),
    row('sheet.consulate', [countryName(situation, visaFrom, 'en'), consulate].filter(Boolean).join(', ')),
    row('sheet.bring', say('sheet.bringText')),
  ]
}

const whoRows = (situation: InvitationSituation): JsonValue[] =>
  peopleOf(situation).map((person, at) => ({
    label: say('sheet.person', { at: at + 1 }),
    value: [fullName(person), countryName(situation, person.citizenship, 'en'), person.passportNumber]
      .filter(Boolean)
      .join(', '),
  }))

function visitRows(situation: InvitationSituation): JsonValue[] {
  const { facts } = situation
  return [
    row('sheet.period', period(facts, 'en')),
    row('sheet.purpose', facts.purpose),
    row('sheet.host', hostOf(situation, 'en')),
    row('sheet.address', facts.stayAddress),
  ]
}

// What the law says to whoever comes, with its source where nobody has verified it.
function lawRows({ law }: InvitationSituation): JsonValue[] {
  const rules = ['visa.support-valid', 'registration.term'].flatMap((id) => law.find(id) ?? [])
  return rules.map((rule, at) => ({ label: say('sheet.rule', { at: at + 1 }), value: ruleText(rule) }))
}

function ruleText({ text, verified, source }: Rule): string {
  return verified ? text.en : say('sheet.unverified', { text: text.en, source: source.join('; ') })
}

function programmeSection(situation: InvitationSituation): JsonValue[] {
  const rows = programmeRows(situation)
  if (rows.length === 0) return []
  return [{ title: say('letter.programme'), rows: rows.map(([label, value]) => ({ label, value })) }]
}

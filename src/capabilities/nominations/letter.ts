import { readFile } from 'node:fs/promises'
import type { Tx } from '../../platform/database/index.ts'
import { readDay } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { checkLine, issueLetter } from '../correspondence/index.ts'
import { type Institution, signatoryOf } from '../institutions/index.ts'
import { nameOf, type Partner } from '../partners/index.ts'
import type { Nominee, Sending } from './rules.ts'
import { type Common, valuesOf } from './values.ts'
import { nominationWords } from './words.ts'

interface Issue {
  readonly sending: Pick<Sending, 'language' | 'contactName' | 'answerBy' | 'byName'>
  readonly partner: Partner
  readonly nominees: readonly Nominee[]
  readonly common: Common
}

export type LetterGround = Awaited<ReturnType<typeof letterGround>>

/** What the letter stands on beside the people; read before the transaction. */
export async function letterGround(house: House, institution: Institution) {
  const template = await readFile(new URL('./letter.typ', import.meta.url), 'utf8')
  return { template, signatory: await signatoryOf(house.database.within(institution.id), institution) }
}

/** The university names those whom it sends: a numbered letter with the list, which anyone can check. */
export function issueNomination(
  tx: Tx,
  house: House,
  ground: LetterGround,
  { sending, partner, nominees, common }: Issue,
) {
  const { language } = sending
  const { institution, call, today } = common
  const t = nominationWords(language)
  const said = {
    partner: nameOf(partner, language),
    institution: institution.name[language],
    call: call.said.title[language],
    count: nominees.length,
    until: sayDay(sending.answerBy, language),
    mail: common.officeMail,
  }
  const names = [...new Set([language, ...institution.letterLanguages])].slice(0, 2)
  const day = (on: string) => {
    const read = readDay(on)
    return read ? sayDay(read, language) : ''
  }
  const rows = nominees.map((nominee, at) => {
    const value = valuesOf(nominee, at, common)
    const stay = [day(value.from), day(value.to)].filter(Boolean).join(' – ')
    const place = [value.specialty, value.level].filter(Boolean)
    return [value.number, value.name, day(value.birthDay), value.citizenship, place.join(', ') || value.unit, stay]
  })
  return issueLetter(tx, house, {
    institution: institution.id,
    short: institution.short.en,
    caseId: null,
    kind: 'mobility.nomination',
    day: today,
    language,
    recipient: said.partner,
    subject: t('letter.subject', said),
    template: ground.template,
    content: {
      institution: { names: names.map((lang) => ({ lang, name: institution.name[lang] })), contacts: [] },
      colour: institution.colour,
      date: sayDay(today, language),
      addressee: [said.partner, sending.contactName].filter(Boolean),
      versions: [{ lang: language, heading: t('letter.heading'), text: t('letter.text', said) }],
      people: {
        head: (['number', 'name', 'birthDay', 'citizenship', 'studies', 'stay'] as const).map((key) =>
          t(`letter.${key}`),
        ),
        rows,
      },
      signatory: ground.signatory ? { post: ground.signatory.post[language], name: ground.signatory.name } : null,
      check: [checkLine(language)],
    },
    issuedBy: sending.byName,
  })
}

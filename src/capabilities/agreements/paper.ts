import { readFile } from 'node:fs/promises'
import { typeset } from '../../platform/typesetting/index.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import type { Institution } from '../institutions/index.ts'
import { type Answer, type Draft, unsignedOf } from './answer-store.ts'
import { rowsOf } from './draft-view.tsx'
import { paragraphsOf } from './drafting.ts'
import type { Agreement } from './rules.ts'
import { type Named, sayParty } from './said.tsx'
import { agreementsWords } from './words.ts'

interface Printed {
  readonly agreement: Agreement
  readonly draft: Draft
  readonly answers: readonly Answer[]
  readonly named: Named
  readonly institution: Institution
}

/** A version as a paper in one of its languages, with room for the hand of each party; who has signed by a link is named. */
export async function draftPaper(printed: Printed, language: Language): Promise<Uint8Array> {
  const { agreement, draft, answers, named, institution } = printed
  const t = agreementsWords(language)
  const template = await readFile(new URL('./agreement.typ', import.meta.url), 'utf8')
  const us = institution.name[language]
  const names: readonly Language[] = language === 'ru' ? ['ru', 'ky'] : [language, 'ru']
  const unsigned = unsignedOf(agreement.parties.length, answers, draft.number)
  const signed = answers.filter((one) => one.what === 'signature' && one.answer === 'yes' && !one.voidAt)
  const signer = (party: number) => {
    const one = signed.find((answer) => answer.party === party && answer.number === draft.number)
    const other = agreement.parties[party - 1]
    return {
      party: other ? sayParty(t, other, named) : us,
      name: one ? [one.name, one.post].filter(Boolean).join(', ') : '',
      said: one?.answeredOn ? `${sayDay(one.answeredOn, language)}, ${t(`how.${one.how}`)}` : '',
      open: unsigned.includes(party),
    }
  }
  const data = {
    ...{
      lang: language,
      colour: institution.colour,
      title: agreement.title[language],
      kind: t(`kind.${agreement.kind}`),
    },
    institution: { names: names.map((lang) => ({ lang, name: institution.name[lang] })), contacts: [] },
    version: t('pdf.version', { number: draft.number, hash: draft.hash.slice(0, 16) }),
    rows: rowsOf({ t, agreement, named, us }),
    paragraphs: (paragraphsOf(draft)?.[language] ?? '')
      .split(/\n\s*\n/)
      .map((one) => one.trim())
      .filter(Boolean),
    signatures: {
      title: t('pdf.signatures'),
      ...{ name: t('pdf.name'), hand: t('pdf.hand'), day: t('pdf.day') },
      rows: Array.from({ length: agreement.parties.length + 1 }, (_, at) => signer(at)),
    },
  }
  return typeset(template, data, { title: agreement.title[language], language, madeAt: draft.at })
}

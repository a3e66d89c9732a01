import { type JsonValue, typeset } from '../../platform/typesetting/index.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import type { Institution } from '../institutions/index.ts'
import type { Rule } from '../law/index.ts'
import type { Sight } from './sight-rules.ts'
import { inThree } from './words.ts'

const template = '#import "/letter.typ": *\n#form(..data)\n'

/**
 * What the owner takes along when the passport leaves the room: who has it, for what, and back by when, in the two languages
 * of the institution's letters. Null for an original that was given back at once.
 */
export function receiptData(
  sight: Sight,
  owner: string,
  institution: Institution,
  rule: Rule | null,
): { readonly [key: string]: JsonValue } | null {
  if (!sight.out) return null
  const [first = 'ru', second = 'en'] = institution.letterLanguages
  const both = (key: Parameters<typeof inThree>[0]) => `${inThree(key)[first]} / ${inThree(key)[second]}`
  const row = (key: Parameters<typeof inThree>[0], value: string) => ({ label: both(key), value })
  const on = (day: Sight['seenOn']) => sayDay(day, first)
  return {
    institution: { names: [first, second].map((lang) => ({ lang, name: institution.name[lang] })), contacts: [] },
    colour: institution.colour,
    lang: first,
    title: inThree('receipt.title')[first],
    subtitle: inThree('receipt.title')[second],
    sections: [
      {
        title: both('receipt.about'),
        rows: [
          row('receipt.owner', owner),
          row('receipt.number', sight.number || '______________'),
          row('receipt.on', on(sight.seenOn)),
          row('sight.toWhom', sight.out.toWhom),
          row('sight.whatFor', sight.out.whatFor),
          row('sight.backBy', on(sight.out.backBy)),
        ],
      },
    ],
    declaration: [first, second].map((lang) => law(rule, lang)).join('\n\n'),
    sign: [
      signs(both('receipt.signature'), both('receipt.office'), sight.byName, both('receipt.day')),
      signs(both('receipt.signature'), both('receipt.back'), owner, both('receipt.day')),
    ],
  }
}

const law = (rule: Rule | null, lang: Language) => rule?.text[lang] ?? ''

const signs = (signature: string, label: string, name: string, date: string) => ({
  ...{ signature, name, date },
  'name-label': label,
})

export function setReceipt(data: { readonly [key: string]: JsonValue }, sight: Sight): Promise<Uint8Array> {
  return typeset(template, data, { title: inThree('receipt.title').en, language: 'en', madeAt: sight.at })
}

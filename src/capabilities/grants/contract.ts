import { readFile } from 'node:fs/promises'
import { type JsonValue, typeset } from '../../platform/typesetting/index.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { sayMoney } from '../../platform/words/saying-money.ts'
import type { View } from '../cases/index.ts'
import type { Signatory } from '../institutions/index.ts'
import type { Money } from './moment.ts'
import { grantWords } from './words.ts'

/** The contract about somebody's grant, as it stands now, to be printed and signed by both sides. */
export async function contractOf(view: View, money: Money, signatory: Signatory | null): Promise<Uint8Array> {
  const { institution, standing } = view
  const language = institution.letterLanguages[0] ?? 'ru'
  const t = grantWords(language)
  const template = await readFile(new URL('./contract.typ', import.meta.url), 'utf8')
  const title = t('contract.title')
  const content: JsonValue = {
    institution: {
      names: institution.letterLanguages.map((lang) => ({ lang, name: institution.name[lang] })),
      contacts: [],
    },
    ...{ colour: institution.colour, lang: language, title: [title], number: standing.number },
    sections: sectionsOf(view, money, language),
    declaration: [t('contract.agree', { institution: institution.name[language], name: standing.title })],
    sign: [
      signOf(
        t('contract.university'),
        signatory ? `${signatory.post[language]}, ${signatory.name}` : '',
        t('contract.date'),
      ),
      signOf(t('contract.participant'), standing.title, t('contract.date')),
    ],
  }
  return typeset(template, content, { title, language, madeAt: standing.openedAt })
}

const signOf = (signature: string, name: string, date: string) => ({ signature, name, 'name-label': '', date })

function sectionsOf({ standing }: View, { lines, instalments, span, host }: Money, language: Language) {
  const t = grantWords(language)
  const day = (on: string | undefined) => (on ? on : '')
  const stay = [span.from && sayDay(span.from, language), span.to && sayDay(span.to, language)]
  const sum = (one: { amount: number; currency: string }) => sayMoney(one.amount, one.currency, language)
  return [
    {
      title: t('contract.who'),
      rows: [
        { label: t('contract.participant'), value: standing.title },
        { label: t('contract.host'), value: day(host) },
        { label: t('contract.stay'), value: stay.filter(Boolean).join(' – ') },
      ],
    },
    {
      title: t('money.title'),
      rows: lines.map((line) => ({
        label: [t(`payer.${line.payer}`), line.about].filter(Boolean).join(': '),
        value: t(`per.${line.per}`, { sum: sum(line) }),
      })),
    },
    ...(instalments.length === 0
      ? []
      : [
          {
            title: t('instalments.title'),
            rows: instalments.map((one) => ({
              label: sayDay(one.due, language),
              value: `${sum(one)}, ${t(`payer.${one.payer}`)}`,
            })),
          },
        ]),
  ]
}

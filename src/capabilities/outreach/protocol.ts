import { readFile } from 'node:fs/promises'
import { day } from '../../platform/days.ts'
import { type JsonValue, typeset } from '../../platform/typesetting/index.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import type { Institution, Signatory } from '../institutions/index.ts'
import type { Ground, LedgerRecord } from '../ledgers/index.ts'
import { outreachWords } from './words.ts'

export interface Visited {
  readonly record: LedgerRecord
  readonly members: readonly LedgerRecord[]
  readonly followUps: readonly LedgerRecord[]
}

/** What was agreed during a visit, for both sides to sign: in the language of the institution's letters. */
export async function protocolOf(
  institution: Institution,
  signatory: Signatory | null,
  visited: Visited,
  ground: Ground,
  at: Date,
): Promise<Uint8Array> {
  const language = institution.letterLanguages[0] ?? 'ru'
  const t = outreachWords(language)
  const { said } = visited.record
  const template = await readFile(new URL('./protocol.typ', import.meta.url), 'utf8')
  const title = t('protocol.title')
  const content: JsonValue = {
    institution: {
      names: institution.letterLanguages.map((lang) => ({ lang, name: institution.name[lang] })),
      contacts: [],
    },
    ...{ colour: institution.colour, lang: language, title: [title] },
    subtitle: [said.name ?? '', said.protocolOn ? sayDay(day(said.protocolOn), language) : ''],
    sections: sectionsOf(visited, ground, language),
    declaration: (said.agreed ?? '')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line, at) => `${at + 1}. ${line.trim()}`),
    sign: [
      signOf(t('protocol.ours'), signatory ? `${signatory.post[language]}, ${signatory.name}` : '', t('protocol.date')),
      signOf(t('protocol.theirs'), said.theirs ?? '', t('protocol.date')),
    ],
  }
  return typeset(template, content, { title, language, madeAt: at })
}

const signOf = (signature: string, name: string, date: string) => ({ signature, name, 'name-label': '', date })

function sectionsOf({ record, members, followUps }: Visited, ground: Ground, language: 'en' | 'ru' | 'ky') {
  const t = outreachWords(language)
  const { said } = record
  const days = [said.from, said.until].flatMap((on) => (on ? sayDay(day(on), language) : []))
  const who = (id: string | undefined) => ground.colleagues.find((one) => one.id === id)?.name ?? ''
  const rows = (all: readonly (readonly [string, string | undefined])[]) =>
    all.flatMap(([label, value]) => (value ? [{ label, value }] : []))
  return [
    {
      title: t('protocol.visit'),
      rows: rows([
        [t('protocol.days'), [...new Set(days)].join(' – ')],
        [t('delegations.purpose'), said.purpose],
        [t('delegations.host'), said.host],
      ]),
    },
    {
      title: t('members.names'),
      rows: members.map(({ said: one }) => ({
        label: one.name ?? '',
        value: [one.post, one.organisation].filter(Boolean).join(', ') || '–',
      })),
    },
    {
      title: t('follow-ups.names'),
      rows: followUps.map(({ said: one }) => ({
        label: one.due ? sayDay(day(one.due), language) : '',
        value: [one.what, who(one.who)].filter(Boolean).join(', '),
      })),
    },
  ].filter((section) => section.rows.length > 0)
}

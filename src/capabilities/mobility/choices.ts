import type { Text } from '../../platform/words/languages.ts'
import type { CallHost } from '../calls/index.ts'
import type { Choice } from '../cases/index.ts'
import { choiceFacts } from './facts.ts'
import { hostsNow, hostsOf, languagesOf, type MobilitySituation } from './rules.ts'
import { inThree } from './words.ts'

const notScreening = ['international-office', 'passport-visa-unit', 'clinic', 'group', 'preparatory-unit']

export function choices(fact: string, situation: MobilitySituation): readonly Choice[] | null {
  const { units } = situation.background
  if (fact === 'unit') {
    const own = units.filter(({ kind }) => !notScreening.includes(kind))
    // Faculties that nobody has entered yet: the whole university reads them, and the department names them.
    return own.map(({ id, name, parent }) => ({ value: id, text: parent ? name : inThree('unit.another') }))
  }
  if (fact === 'host' || choiceFacts.some((choice) => choice === fact)) {
    const hosts = fact === 'host' ? hostsNow(situation) : hostsOf(situation)
    const list = hosts.map((host) => hostChoice(host, situation))
    return fact === 'host' || fact === 'choice1' ? list : [{ value: '', text: inThree('choice.none') }, ...list]
  }
  if (fact === 'language') return languagesOf(situation).map((value) => ({ value, text: languageName(value) }))
  return null
}

function hostChoice({ id, name, country, city, subject }: CallHost, { law }: MobilitySituation): Choice {
  const where = law.country(country)?.name
  const hint = (language: keyof Text) => [city, where?.[language], subject?.[language]].filter(Boolean).join(', ')
  return { value: id, text: asText(name), hint: { en: hint('en'), ru: hint('ru'), ky: hint('ky') } }
}

export const asText = (name: string): Text => ({ en: name, ru: name, ky: name })

/** A language by its name in each of ours; what no list knows stays as it was written. */
export function languageName(code: string): Text {
  const say = (language: string) =>
    /^[a-z]{2,3}$/.test(code) ? (new Intl.DisplayNames(language, { type: 'language' }).of(code) ?? code) : code
  return { en: say('en'), ru: say('ru'), ky: say('ky') }
}

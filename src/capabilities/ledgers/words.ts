import { catalogue, type Say } from '../../platform/words/catalogue.ts'
import type { Language } from '../../platform/words/languages.ts'
import type { Ledger } from './ledger.ts'
import en from './messages.en.json' with { type: 'json' }
import ky from './messages.ky.json' with { type: 'json' }
import ru from './messages.ru.json' with { type: 'json' }

export const ledgersWords = catalogue(en, ru, ky)

/** A ledger's own words before those that all ledgers share. */
export function wordsOf(ledger: Ledger, language: Language): Say<string> {
  const [own, shared] = [ledger.words(language), ledgersWords.byData(language)]
  const find: Say<string>['find'] = (key, params) => own.find(key, params) ?? shared.find(key, params)
  const say = (key: string, params?: Parameters<typeof find>[1]) => {
    const text = find(key, params)
    if (text === null) throw new RangeError(`no message ${key}`)
    return text
  }
  return Object.assign(say, { language, find })
}

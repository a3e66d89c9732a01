import { catalogue } from '../../platform/words/catalogue.ts'
import { languages, type Text } from '../../platform/words/languages.ts'
import { stayProblems } from '../stays/index.ts'
import en from './messages.en.json' with { type: 'json' }
import ky from './messages.ky.json' with { type: 'json' }
import ru from './messages.ru.json' with { type: 'json' }

export const invitationWords = catalogue(
  { ...en, ...stayProblems.en },
  { ...ru, ...stayProblems.ru },
  { ...ky, ...stayProblems.ky },
)

export type Key = keyof typeof en
export type InvitationSay = ReturnType<typeof invitationWords>

/** A message in all three languages, for values that outlive the page: columns, papers, rules. */
export function inThree(key: Key): Text {
  const [english, russian, kyrgyz] = languages.map((language) => invitationWords(language)(key))
  return { en: english ?? '', ru: russian ?? '', ky: kyrgyz ?? '' }
}

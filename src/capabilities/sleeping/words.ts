import { catalogue } from '../../platform/words/catalogue.ts'
import en from './messages.en.json' with { type: 'json' }
import ky from './messages.ky.json' with { type: 'json' }
import ru from './messages.ru.json' with { type: 'json' }

export const sleepingWords = catalogue(en, ru, ky)
export type Say = ReturnType<typeof sleepingWords>

import { catalogue } from '../../platform/words/catalogue.ts'
import { stayProblems } from '../stays/index.ts'
import en from './messages.en.json' with { type: 'json' }
import ky from './messages.ky.json' with { type: 'json' }
import ru from './messages.ru.json' with { type: 'json' }

export const arrivalsWords = catalogue(
  { ...en, ...stayProblems.en },
  { ...ru, ...stayProblems.ru },
  { ...ky, ...stayProblems.ky },
)
export type Say = ReturnType<typeof arrivalsWords>

import { catalogue } from '../../platform/words/catalogue.ts'
import en from './messages.en.json' with { type: 'json' }
import ky from './messages.ky.json' with { type: 'json' }
import ru from './messages.ru.json' with { type: 'json' }
import problemsEn from './problems.en.json' with { type: 'json' }
import problemsKy from './problems.ky.json' with { type: 'json' }
import problemsRu from './problems.ru.json' with { type: 'json' }

/** What is wrong with a record, for procedures whose steps settle one: they put these beside their own words. */
export const stayProblems = { en: problemsEn, ru: problemsRu, ky: problemsKy }

export const staysWords = catalogue(
  { ...en, ...stayProblems.en },
  { ...ru, ...stayProblems.ru },
  { ...ky, ...stayProblems.ky },
)
export type Say = ReturnType<typeof staysWords>

import type { Capability } from '../../platform/capability.ts'
import { ledgersWords } from './words.ts'

export { addRecord, changeRecord, type LedgerAct } from './actions.ts'
export { sayCountries } from './entry.ts'
export { everything, type Filter } from './filter.ts'
export { dbHere, type Ground, groundOf, institutionHere } from './ground.ts'
export { actOf, freshId, recordHere } from './here.ts'
export {
  currencies,
  type Field,
  inOrder,
  type Ledger,
  type LedgerRecord,
  type Said,
  titleOf,
  type Way,
} from './ledger.ts'
export { recordAddress } from './record-page.tsx'
export { ledgerRoutes } from './routes.tsx'
export { sayField } from './said.tsx'
export { findRecord, insertRecords, naming, partsOf, recordByKey, recordsOf, stepsDue } from './store.ts'

/** What an office keeps by hand beside its cases: lists, columns, forms, threads, history and sheets out of one value. */
export const ledgers: Capability = { name: 'ledgers', words: ledgersWords }

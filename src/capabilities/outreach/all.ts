import type { Ledger } from '../ledgers/index.ts'
import { campaigns, portals } from './campaigns.ts'
import { delegations } from './delegations.ts'
import { events } from './events.ts'
import { leads } from './leads.ts'
import { enquiries, targets } from './markets.ts'

/** The ledgers with pages of their own. */
export const ledgersHere: readonly Ledger[] = [leads, delegations, events, campaigns, portals, enquiries, targets]

/** Their parts too. */
export const allLedgers: readonly Ledger[] = ledgersHere.flatMap((ledger) => [ledger, ...(ledger.parts ?? [])])

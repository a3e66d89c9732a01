import type { Blobs } from './blobs/index.ts'
import type { Config } from './config.ts'
import type { Database } from './database/index.ts'
import type { Clock } from './days.ts'
import type { Jobs } from './jobs.ts'
import type { AccountKeeping, Keeping } from './keeping.ts'
import type { Listener } from './listeners.ts'
import type { Log } from './log.ts'
import type { Transport } from './mail/transport.ts'
import type { Secrets } from './secrets.ts'
import type { Sessions } from './sessions/index.ts'
import type { Signer } from './signing.ts'

/** What the program has, made once in `main.ts` and handed to every room. */
export interface House {
  readonly config: Config
  /** The public address, without a slash at the end. */
  readonly url: string
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
  readonly blobs: Blobs
  readonly jobs: Jobs
  readonly sessions: Sessions
  /** Signs letters. */
  readonly signer: Signer
  readonly secrets: Secrets
  /** Who wants to know what happens to cases and letters. */
  readonly listeners: readonly Listener[]
  /** What there is of a person beside their cases, and of an account. */
  readonly keeps: { readonly ofPersons: readonly Keeping[]; readonly ofAccounts: readonly AccountKeeping[] }
  /** Null in evaluation without a mail server: mails then stay in the visible outbox. */
  readonly transport: Transport | null
}

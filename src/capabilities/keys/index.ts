import type { Capability } from '../../platform/capability.ts'
import { keysRoutes } from './routes.tsx'
import { keysWords } from './words.ts'

/** The desk by keyboard: what each key does, and switching them off. The keys themselves stand on what they press. */
export const keys: Capability = { name: 'keys', words: keysWords, routes: keysRoutes }

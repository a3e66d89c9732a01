import type { Capability } from '../../platform/capability.ts'
import { siteRoutes } from './routes.tsx'
import { siteWords } from './words.ts'

export { cachedPage } from './cache.ts'
export { keepLanguage, siteRoutes } from './routes.tsx'

export const site: Capability = { name: 'site', words: siteWords, routes: siteRoutes }

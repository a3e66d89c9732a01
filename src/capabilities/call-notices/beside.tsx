import type { Child } from '../../platform/jsx-runtime.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { Beside } from './pages.tsx'
import { noticeWords } from './words.ts'

/** The way from the public list of calls to hearing of the next one. */
export async function besideCalls(visit: Visit, institution: string): Promise<Child> {
  return <Beside t={noticeWords(visit.language)} institution={institution} />
}

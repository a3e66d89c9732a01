import { NotFound } from '../../platform/outcome.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { hostelsOf } from '../housing/index.ts'
import { type OfficePage, officePagesOf } from '../institutions/index.ts'
import { lawBook, lawOn } from '../law/index.ts'
import type { Known, Made } from './page.ts'
import { SaidPage } from './said-page.tsx'

/** The page of one subject, for an institution whose office says something of it. */
export async function saidPage(visit: Visit, known: Known, key: OfficePage['key']): Promise<Made> {
  const { t, institution } = known
  const page = (await officePagesOf(visit.within(institution.id))).find((one) => one.key === key)
  if (!page) throw new NotFound()
  const today = visit.house.clock.today()
  const book = await lawBook(visit.house, institution.id)
  const law = lawOn(book, today)
  const asked = (id: string) => page.law.some((start) => id === start || id.startsWith(`${start}.`))
  const ids = new Set(book.rules.map(({ id }) => id).filter(asked))
  const rules = [...ids].flatMap((id) => law.find(id) ?? [])
  const hostels = key === 'hostel' ? await hostelsOf(visit.within(institution.id)) : []
  const title = page.title[t.language]
  return {
    title,
    description: t('said.description', { title, short: institution.short[t.language] }),
    current: 'about',
    body: <SaidPage {...known} page={page} rules={rules} hostels={hostels} today={today} />,
  }
}

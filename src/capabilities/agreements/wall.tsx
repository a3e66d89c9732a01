import type { Child } from '../../platform/jsx-runtime.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { sayDay, sayDistance } from '../../platform/words/saying-days.ts'
import { Link, Section, Table, Tag } from '../../ui/index.ts'
import { agreementPage, agreementsAddress } from './said.tsx'
import { watchedOf } from './warnings.ts'
import { agreementsWords } from './words.ts'

/** Lines that the wall of dates shows; the rest stands in the register. */
const mostShown = 15

/** On the wall of dates: the agreements that end, whose notice is due, or whose condition is to be looked at. */
export async function agreementDates(visit: Visit, institution: string): Promise<Child> {
  if (!visit.may('partners.read', institution)) return null
  const today = visit.house.clock.today()
  const watched = await watchedOf(visit.within(institution), today)
  if (watched.length === 0) return null
  const t = agreementsWords(visit.language)
  return (
    <Section
      title={t('list.title')}
      action={<Link href={`${agreementsAddress}?state=ending`}>{t('wall.all', { count: watched.length })}</Link>}
    >
      <Table
        caption={t('list.title')}
        captionHidden
        columns={(['title', 'what', 'due'] as const).map((key) => ({ key, text: t(`wall.${key}`) }))}
        rows={watched.slice(0, mostShown).map(({ agreement, kind, due }) => ({
          href: agreementPage(agreement),
          cells: [
            agreement.title[visit.language],
            t(`wall.${kind}`),
            <>
              {sayDay(due, visit.language)}{' '}
              <Tag tone={due < today ? 'late' : 'due'}>{sayDistance(due, today, visit.language)}</Tag>
            </>,
          ],
        }))}
        empty=""
      />
    </Section>
  )
}

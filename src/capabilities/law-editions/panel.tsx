import { addDays } from '../../platform/days.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { Column, Item } from '../../ui/index.ts'
import type { Panel } from '../cases/index.ts'
import { lawBook, lawInUse } from '../law/index.ts'
import { endingBetween, toldAfter, toldBefore } from './rules.ts'
import { editionAddress, lawAddress } from './shared-pages.tsx'
import { lawRefusals, listEditions } from './store.ts'
import { editionWords } from './words.ts'

/** What the law asks of the office's day: an edition that waits, rules that end, files that were refused. */
export const lawPanel: Panel = { today: lawToday }

async function lawToday(visit: Visit) {
  const { institution } = visit.place('cases.read')
  const items = await itemsOf(visit, institution)
  if (items.length === 0) return null
  return (
    <Column tone="due" title={editionWords(visit.language)('title')} count={String(items.length)}>
      {items.map((item) => (
        <Item {...item} />
      ))}
    </Column>
  )
}

async function itemsOf({ house, language }: Visit, institution: string) {
  const t = editionWords(language)
  const { shared } = house.database
  const [book, inUse, editions, refused] = await Promise.all([
    lawBook(house, institution),
    lawInUse(house.database.within(institution)),
    listEditions(shared),
    lawRefusals(shared),
  ])
  const today = house.clock.today()
  const [newest] = editions
  const used = editions.find(({ hash }) => hash === inUse?.hash)
  const waiting = newest && used && newest.turn > used.turn ? [newest] : []
  const ending = Map.groupBy(
    endingBetween(book, addDays(today, -toldAfter), addDays(today, toldBefore)),
    ({ validTo }) => validTo,
  )
  return [
    ...waiting.map(({ edition, hash }) => ({
      title: t('today.proposed', { edition }),
      text: t('today.proposed.text'),
      href: editionAddress(hash),
    })),
    ...[...ending].flatMap(([end, rules]) =>
      end
        ? {
            title: t(end < today ? 'today.ended' : 'today.ending', { count: rules.length, day: sayDay(end, language) }),
            text: t('today.ending.text'),
            href: `${lawAddress}?show=ending` as const,
          }
        : [],
    ),
    ...(refused.length > 0 ? [{ title: t('refused'), text: t('refused.text'), href: lawAddress }] : []),
  ]
}

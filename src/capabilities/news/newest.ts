import type { Db } from '../../platform/database/index.ts'
import type { House } from '../../platform/house.ts'
import { type Picture, picturesOf } from '../galleries/index.ts'
import { type Item, isOver, newsOfPage } from './rules.ts'
import { shownNews } from './store.ts'

interface Newest {
  readonly items: readonly Item[]
  readonly pictures: ReadonlyMap<string, Picture>
}

// Of what was announced some is over before the day.
const spare = 12

/** The newest of what is not over, with their pictures. @param db the institution's own scope */
export async function newestNews(db: Db, { clock }: House, most: number): Promise<Newest> {
  const found = await shownNews(db, clock.now(), { kinds: newsOfPage, most: most + spare })
  const items = found.filter((item) => !isOver(item, clock.today())).slice(0, most)
  return {
    items,
    pictures: await picturesOf(
      db,
      items.flatMap(({ live }) => live?.said.picture ?? []),
    ),
  }
}

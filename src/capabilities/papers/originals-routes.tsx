import { readDay } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { findCase, groundOf, type Procedure, viewOf } from '../cases/index.ts'
import { OriginalsPage } from './originals-page.tsx'
import { type After, type OriginalHere, originalsHere } from './store.ts'
import { recordWords } from './words.ts'

const pageSize = 50

/** The list of originals that lie in the office. */
export function originalsRoutes(procedures: readonly Procedure[]): Routes {
  return new Routes().get('/desk/originals', may('papers.look'), (visit) => showOriginals(visit, procedures))
}

async function showOriginals(visit: Visit, procedures: readonly Procedure[]): Promise<Response> {
  const t = recordWords(visit.language)
  const { institution } = visit.place('papers.look')
  const db = visit.within(institution)
  const search = (visit.query('q') ?? '').replaceAll('\0', '').trim().slice(0, 100)
  const after = readAfter(visit.query('after'))
  const found = await originalsHere(db, search, after, pageSize + 1)
  const originals = found.slice(0, pageSize)
  const last = originals.at(-1)
  const to = (next: string): Href =>
    `/desk/originals?${new URLSearchParams({ ...(search && { q: search }), ...(next && { after: next }) })}`
  const body = (
    <OriginalsPage
      t={t}
      originals={originals}
      titleOf={await titlesOf(visit, procedures, originals)}
      search={search}
      today={visit.house.clock.today()}
      mayWork={visit.may('cases.work', institution)}
      newest={after ? to('') : null}
      older={found.length > pageSize && last ? to(`${last.since}_${last.documentId}`) : null}
      given={visit.query('given') ? t('original.done.returned') : null}
    />
  )
  return visit.show({ frame: 'desk', title: t('originals.title'), current: '/desk/originals', body })
}

function readAfter(text: string | undefined): After | null {
  const [, since = '', id = ''] =
    /^(\d{4}-\d\d-\d\d)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text ?? '') ?? []
  const day = readDay(since)
  return day && { since: day, id }
}

/** What the papers are called: their procedure knows it of each case, for the title may follow from the answers. */
async function titlesOf(visit: Visit, procedures: readonly Procedure[], originals: readonly OriginalHere[]) {
  const { institution } = visit.place('papers.look')
  const db = visit.within(institution)
  const titles = new Map<string, string>()
  for (const [name, those] of Map.groupBy(originals, ({ procedure }) => procedure)) {
    const procedure = procedures.find((one) => one.name === name)
    if (!procedure) continue
    const ground = await groundOf(visit.house, institution, procedure)
    for (const { caseId, type, documentId } of those) {
      const { items } = await viewOf(ground, db, procedure, await findCase(db, caseId))
      const item = items.find(({ wanted }) => wanted.type === type)
      if (item) titles.set(documentId, item.wanted.title[visit.language])
    }
  }
  return ({ documentId, type }: OriginalHere) => titles.get(documentId) ?? type
}

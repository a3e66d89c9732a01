import type { Html } from '../../platform/jsx-runtime.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { Procedure } from '../cases/index.ts'
import { lawOfToday } from '../law/index.ts'
import { itemsOf } from './details.ts'
import { countOf, type Found, find, type Reader } from './finding.ts'
import { AskPage, type Group, KindPage, NothingPage, ResultsPage } from './pages.tsx'
import { fewItems, type Kind, kinds, mostItems, pageItems, readAsked } from './rules.ts'
import { searchWords } from './words.ts'

export function searchRoutes(procedures: readonly Procedure[]): Routes {
  return new Routes().get('/desk/search', may('cases.read'), (visit) => showSearch(visit, procedures))
}

async function showSearch(visit: Visit, procedures: readonly Procedure[]): Promise<Response> {
  const t = searchWords(visit.language)
  const reader = readerOf(visit, procedures)
  const asked = readAsked(visit.query('q') ?? '')
  const body = asked.text ? await resultsOf(visit, reader, procedures, asked) : AskPage({ t, mayLook: reader.mayLook })
  const title = asked.text ? `${asked.text} · ${t('title')}` : t('title')
  return visit.show({ frame: 'desk', title, current: '/desk/search', body })
}

function readerOf(visit: Visit, procedures: readonly Procedure[]): Reader {
  const { institution } = visit.place('cases.read')
  return {
    institution,
    procedures: procedures.map(({ name }) => name),
    mayLook: visit.may('papers.look', institution),
    mayReadLetters: visit.may('letters.read', institution),
  }
}

async function resultsOf(
  visit: Visit,
  reader: Reader,
  procedures: readonly Procedure[],
  asked: ReturnType<typeof readAsked>,
): Promise<Html> {
  const found = await find(visit.within(reader.institution), reader, asked)
  const law = await lawOfToday(visit.house, reader.institution)
  const kind = kinds.find((one) => one === visit.query('kind'))
  const page = kind ? pageOf(visit.query('page'), countOf(found, kind)) : 1
  const groups = await groupsOf(visit, reader, found, kind, page)
  const props = {
    t: searchWords(visit.language),
    text: asked.text,
    procedures,
    countryName: (code: string) => law.country(code)?.name[visit.language] ?? null,
    groups,
    page,
  }
  if (groups.length === 0) return <NothingPage {...props} />
  return kind ? <KindPage {...props} /> : <ResultsPage {...props} />
}

async function groupsOf(visit: Visit, reader: Reader, found: Found, kind: Kind | undefined, page: number) {
  const db = visit.within(reader.institution)
  const shown = kinds.filter((one) => countOf(found, one) > 0 && (!kind || one === kind))
  const [from, most] = kind ? [(page - 1) * pageItems, Math.min(pageItems, mostItems)] : [0, fewItems]
  return Promise.all(
    shown.map(
      async (one): Promise<Group> => ({
        kind: one,
        items: await itemsOf(db, found, one, from, most),
        count: countOf(found, one),
      }),
    ),
  )
}

// A page that is not there, or no number, is the nearest that is.
function pageOf(asked: string | undefined, count: number): number {
  const last = Math.max(1, Math.ceil(Math.min(count, mostItems) / pageItems))
  const page = /^\d{1,3}$/.test(asked ?? '') ? Number(asked) : 1
  return Math.min(Math.max(page, 1), last)
}

import type { House } from '../../platform/house.ts'
import type { Child } from '../../platform/jsx-runtime.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { Actions, Button, Form, HiddenField, Notice } from '../../ui/index.ts'
import { listInstitutions } from '../institutions/index.ts'
import { answersAt } from './answering.ts'
import { deskAddress } from './list-page.tsx'
import { dbHere } from './places.ts'
import { dropRedirect, keepLines, redirectMap, redirectsOf, stepFrom } from './redirect-store.ts'
import { foldPath, type Ground, mostLines, readLines, type Wrong } from './redirects.ts'
import { RedirectsPage, redirectsAddress } from './redirects-page.tsx'
import { publicPages } from './store.ts'
import { pageWords } from './words.ts'

const perPage = 100

/** The old addresses of an office's site. @param patterns of all routes of the program */
export function redirectRoutes(house: House, patterns: readonly string[]): Routes {
  const edit = may('site.edit')
  return new Routes()
    .get(redirectsAddress, edit, (visit) => show(visit, '', []))
    .post(redirectsAddress, edit, (visit) => add(visit, house, patterns))
    .post(`${redirectsAddress}/removal`, edit, async (visit) => {
      const from = foldPath((await visit.typed()).from ?? '')
      const to = from && (await stepFrom(dbHere(visit), from))
      if (from) await dropRedirect(dbHere(visit), from)
      return visit.go(
        to ? `${redirectsAddress}?${new URLSearchParams({ done: 'removed', from, to })}` : redirectsAddress,
      )
    })
}

async function show(visit: Visit, typed: string, wrong: readonly Wrong[]): Promise<Response> {
  const t = pageWords(visit.language)
  const { institution } = visit.place('site.edit')
  const q = (visit.query('q') ?? '').trim().slice(0, 200)
  const page = Math.min(10_000, Math.max(1, Math.trunc(Number(visit.query('page') ?? '1')) || 1))
  const found = await redirectsOf(dbHere(visit), q, perPage + 1, (page - 1) * perPage)
  const body = (
    <RedirectsPage
      {...{ t, institution, q, page, wrong, typed }}
      redirects={found.slice(0, perPage)}
      more={found.length > perPage}
      notice={doneNotice(visit)}
    />
  )
  const of = { frame: 'desk', title: t('redirects.title'), current: deskAddress, body } as const
  return visit.show(of, wrong.length > 0 ? 422 : 200)
}

/** What was kept, and the way back for what was taken away. */
function doneNotice(visit: Visit): Child {
  const t = pageWords(visit.language)
  const [done, from, to] = [visit.query('done'), foldPath(visit.query('from') ?? ''), foldPath(visit.query('to') ?? '')]
  if (done === 'added') return <Notice tone="ok" role="status" title={t('redirects.added')} />
  if (done !== 'removed' || !from || !to) return null
  return (
    <Notice tone="ok" role="status" title={t('redirects.removed', { from })}>
      <Form action={redirectsAddress} method="post">
        <HiddenField name="lines" value={`${from} ${to}`} />
        <Actions>
          <Button tone="soft">{t('tool.return')}</Button>
        </Actions>
      </Form>
    </Notice>
  )
}

async function add(visit: Visit, house: House, patterns: readonly string[]): Promise<Response> {
  const { institution } = visit.place('site.edit')
  const db = dbHere(visit)
  const typed = (await visit.typed()).lines ?? ''
  if (typed.split('\n').length > mostLines)
    return show(visit, typed, [{ line: mostLines, text: '', key: 'redirect.tooMany' }])
  const own = new Set((await publicPages(db)).map(({ slug }) => slug))
  const institutions = (await listInstitutions(house.database.shared)).map(({ id }) => id)
  const answers = answersAt(patterns, institutions)
  const isOwn = (path: string) => {
    const [, of, language = '', slug = '', more] = path.split('/')
    return of === institution && /^(en|ru|ky)$/.test(language) && more === undefined && own.has(slug)
  }
  const ground: Ground = {
    institution,
    host: new URL(house.url).host,
    answers: (path) => answers(path) || isOwn(path),
    known: await redirectMap(db),
  }
  const { lines, wrong } = readLines(typed, ground)
  const refused = await keepLines(db, institution, lines, { at: house.clock.now(), by: visit.by.name })
  const others = refused.map((text): Wrong => ({ line: 0, text, key: 'redirect.taken' }))
  const all = [...wrong, ...others]
  if (all.length === 0 && lines.length > 0) return visit.go(`${redirectsAddress}?done=added`)
  if (all.length === 0) return show(visit, typed, [{ line: 1, text: '', key: 'redirect.notTwo' }])
  // What was taken is taken: only what was not stands in the field, to be mended.
  const left = typed.split(/\r\n?|\n/).filter((_, at) => wrong.some(({ line }) => line === at + 1))
  return show(visit, [...left, ...refused].join('\n'), all)
}

import { z } from 'zod'
import { NotFound } from '../../platform/outcome.ts'
import { pemOf } from '../../platform/signing.ts'
import { tooMany } from '../../platform/web/attempts.ts'
import { may, open, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { PageTitle } from '../../ui/index.ts'
import { type Procedure, paperTitle } from '../cases/index.ts'
import { findLetter, findRevocation, letterKeys } from '../correspondence/index.ts'
import { findInstitution } from '../institutions/index.ts'
import { clientOf } from '../people/index.ts'
import { checkLetter, revokeLetter } from './actions.ts'
import { DeskLetterPage } from './desk-page.tsx'
import { AskPage, KeyPage, VerdictPage } from './pages.tsx'
import { pathOf, readAsked, revocationForm, type Verdict } from './rules.ts'
import { checkWords } from './words.ts'

/** Enough for an embassy that checks a pile of letters, far too few for guessing a code. */
const checkLimit = { name: 'letter-check', most: 120, minutes: 10 }

export function letterCheckRoutes(procedures: readonly Procedure[]): Routes {
  return new Routes()
    .get('/check', open, ask)
    .get('/check/key', open, showKeys)
    .get('/check/key/:file', open, sendKey)
    .get('/check/:code', open, (visit) => check(visit, procedures))
    .get('/desk/letters/:id', may('letters.read'), (visit) => showLetter(visit))
    .post('/desk/letters/:id/revocation', may('cases.work'), (visit) => revoke(visit, procedures))
}

function ask(visit: Visit): Response | Promise<Response> {
  const typed = visit.query('code')
  if (typed?.trim()) return visit.go(pathOf(readAsked(typed.slice(0, 2000))))
  const t = checkWords(visit.language)
  const body = <AskPage t={t} missing={typed !== undefined} />
  return visit.show({ frame: 'bare', title: t('ask.title'), body }, typed === undefined ? 200 : 422)
}

async function check(visit: Visit, procedures: readonly Procedure[]): Promise<Response> {
  const t = checkWords(visit.language)
  const { shared } = visit.house.database
  if (await tooMany(shared, checkLimit, clientOf(visit))) {
    const body = <PageTitle title={t('busy.title')} lead={t('busy.text', { minutes: checkLimit.minutes })} />
    return visit.show({ frame: 'bare', title: t('busy.title'), body }, 429)
  }
  const verdict = await checkLetter(visit.house, readAsked(visit.param('code')))
  const body = <VerdictPage t={t} verdict={verdict} names={await namesIn(visit, verdict, procedures)} />
  return visit.show({ frame: 'bare', title: t('verdict.title'), body })
}

async function namesIn(visit: Visit, verdict: Verdict, procedures: readonly Procedure[]) {
  if (!('letter' in verdict)) return { institution: null, kind: null }
  const institution = await findInstitution(visit.house.database.shared, verdict.letter.institution)
  return { institution: institution?.name ?? null, kind: paperTitle(procedures, verdict.letter.kind) }
}

async function showKeys(visit: Visit): Promise<Response> {
  const t = checkWords(visit.language)
  const keys = await letterKeys(visit.house.database.shared)
  const body = <KeyPage t={t} keys={keys} now={visit.house.signer.key.id} />
  return visit.show({ frame: 'bare', title: t('key.title'), body })
}

async function sendKey(visit: Visit): Promise<Response> {
  const keys = await letterKeys(visit.house.database.shared)
  const key = keys.find(({ id }) => `${id}.pem` === visit.param('file'))
  if (!key) throw new NotFound()
  return visit.c.body(pemOf(key), 200, { 'content-type': 'application/x-pem-file', 'x-robots-tag': 'noindex' })
}

type Shown = Pick<Parameters<typeof DeskLetterPage>[0], 'typed' | 'problems' | 'already'>

async function showLetter(visit: Visit, shown: Partial<Shown> = {}): Promise<Response> {
  const { institution } = visit.place('letters.read')
  const db = visit.within(institution)
  const id = letterId(visit)
  const letter = await findLetter(db, id)
  if (!letter) throw new NotFound()
  const { typed = {}, problems = [], already = false } = shown
  const body = (
    <DeskLetterPage
      t={checkWords(visit.language)}
      letter={letter}
      revocation={await findRevocation(db, id)}
      mayRevoke={visit.may('cases.work', institution)}
      already={already}
      typed={typed}
      problems={problems}
    />
  )
  const page = { frame: 'desk', title: letter.number, current: '/desk/letters', body } as const
  return visit.show(page, problems.length > 0 ? 422 : already ? 409 : 200)
}

async function revoke(visit: Visit, procedures: readonly Procedure[]): Promise<Response> {
  const id = letterId(visit)
  const form = await visit.form(revocationForm)
  if (!form.ok) return showLetter(visit, form)

  const { institution, role } = visit.place('cases.work')
  const by = { ...visit.by, role }
  const act = { house: visit.house, institution, by, party: 'office' } as const
  const outcome = await revokeLetter(act, procedures, id, form.value.reason)
  return outcome.ok ? visit.go(`/desk/letters/${id}`) : showLetter(visit, { already: true })
}

const uuid = z.uuid()

function letterId(visit: Visit): string {
  const read = uuid.safeParse(visit.param('id'))
  if (!read.success) throw new NotFound()
  return read.data
}

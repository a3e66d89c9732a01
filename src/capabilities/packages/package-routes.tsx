import { NotFound, type Refusal } from '../../platform/outcome.ts'
import { zipOf } from '../../platform/sheets/index.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { deskAct, type Procedure } from '../cases/index.ts'
import { packageAddress, registerAddress } from './addresses.ts'
import { filesOf, looksOf, recordLook } from './file-store.ts'
import { folderOf, printsOf } from './leaving.ts'
import { keyOf } from './look-routes.tsx'
import { copyPackage, type Moving, movePackage, type Place, undoMove } from './move-actions.ts'
import type { MoveSlip } from './move-forms.tsx'
import { entered, moveForms } from './move-rules.ts'
import { movesOf } from './move-store.ts'
import { PackagePage } from './package-page.tsx'
import { findPackage, type KeptPackage, packagesOfCase } from './package-store.ts'
import { kindTitle } from './register-page.tsx'
import { streamed } from './run-routes.tsx'
import { packageWords } from './words.ts'

/** One package: what it holds, its files, and what happens to it. */
export function packageFileRoutes(procedures: readonly Procedure[]): Routes {
  const base = `${registerAddress}/:id`
  return new Routes()
    .get(base, may('letters.read'), async (visit) => show(visit, procedures, await packageHere(visit)))
    .get(`${base}/print.pdf`, may('papers.look'), async (visit) => sendPrint(visit, await packageHere(visit)))
    .get(`${base}/folder.zip`, may('papers.look'), async (visit) => sendFolder(visit, await packageHere(visit)))
    .get(`${base}/files/:place`, may('papers.look'), async (visit) => sendFile(visit, await packageHere(visit)))
    .post(`${base}/copies`, may('cases.work'), async (visit) => copy(visit, procedures, await packageHere(visit)))
    .get(`${base}/copies/:move/print.pdf`, may('papers.look'), async (visit) =>
      sendCopy(visit, await packageHere(visit)),
    )
    .post(`${base}/moves/:move`, may('cases.work'), async (visit) => move(visit, procedures, await packageHere(visit)))
    .post(`${base}/undoing`, may('cases.work'), async (visit) => undo(visit, procedures, await packageHere(visit)))
}

const institutionOf = (visit: Visit) => visit.place('letters.read').institution

async function packageHere(visit: Visit): Promise<KeptPackage> {
  const kept = await findPackage(visit.within(institutionOf(visit)), visit.param('id'))
  if (!kept) throw new NotFound()
  return kept
}

interface Slip {
  readonly move?: MoveSlip
  readonly refusal?: Refusal
}

async function show(
  visit: Visit,
  procedures: readonly Procedure[],
  kept: KeptPackage,
  slip: Slip = {},
): Promise<Response> {
  const institution = institutionOf(visit)
  const db = visit.within(institution)
  const [files, moves, looks, all] = await Promise.all([
    filesOf(db, kept.id),
    movesOf(db, kept.id),
    looksOf(db, kept.id),
    packagesOfCase(db, kept.caseId),
  ])
  const t = packageWords(visit.language)
  const body = (
    <PackagePage
      kept={kept}
      title={kindTitle(t, procedures, kept)}
      files={files}
      moves={moves}
      versions={all.filter(({ kind }) => kind === kept.kind)}
      looks={looks}
      language={visit.language}
      today={visit.house.clock.today()}
      mayLook={visit.may('papers.look', institution)}
      mayWork={visit.may('cases.work', institution)}
      requestKey={slip.move?.typed.key ?? crypto.randomUUID()}
      slip={slip.move ?? null}
      refusal={slip.refusal ?? null}
    />
  )
  const page = { frame: 'desk', title: kept.number, current: registerAddress, body } as const
  return visit.show(page, slip.move ? 422 : slip.refusal ? 409 : 200)
}

const nameOf = ({ number }: KeptPackage) => number.replaceAll('/', '-')

function note(visit: Visit, { id }: KeptPackage, what: string): Promise<void> {
  const institution = institutionOf(visit)
  const at = visit.house.clock.now()
  return recordLook(visit.within(institution), { institution, packageId: id, what, at, by: visit.by })
}

const placeOf = (visit: Visit) => ({ house: visit.house, institution: institutionOf(visit) })

async function sendPrint(visit: Visit, kept: KeptPackage): Promise<Response> {
  const [print] = await filesOf(visit.within(institutionOf(visit)), kept.id)
  if (!print?.blobId) throw new NotFound()
  await note(visit, kept, print.name)
  const parts = printsOf(placeOf(visit), [{ packageId: kept.id, copy: null }])
  return streamed(visit, parts, 'application/pdf', `${nameOf(kept)}.pdf`)
}

async function sendFolder(visit: Visit, kept: KeptPackage): Promise<Response> {
  const [print] = await filesOf(visit.within(institutionOf(visit)), kept.id)
  if (!print?.blobId) throw new NotFound()
  await note(visit, kept, 'folder.zip')
  const parts = zipOf(folderOf(placeOf(visit), [{ packageId: kept.id, copy: null }]))
  return streamed(visit, parts, 'application/zip', `${nameOf(kept)}.zip`)
}

const types: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  txt: 'text/plain; charset=utf-8',
}

async function sendFile(visit: Visit, kept: KeptPackage): Promise<Response> {
  const files = await filesOf(visit.within(institutionOf(visit)), kept.id)
  const file = files.find(({ place }) => String(place) === visit.param('place'))
  if (!file?.blobId) throw new NotFound()
  await note(visit, kept, file.name)
  const { blobId } = file
  const parts = async function* () {
    yield* await visit.house.blobs.get(blobId)
  }
  const type = types[file.name.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
  return streamed(visit, parts(), type, file.name)
}

async function sendCopy(visit: Visit, kept: KeptPackage): Promise<Response> {
  const moves = await movesOf(visit.within(institutionOf(visit)), kept.id)
  const copied = moves.find(({ id, move }) => id === visit.param('move') && move === 'copied')
  const [print] = await filesOf(visit.within(institutionOf(visit)), kept.id)
  if (!copied || !print?.blobId) throw new NotFound()
  await note(visit, kept, `${print.name}, copy`)
  const parts = printsOf(placeOf(visit), [{ packageId: kept.id, copy: copied.id }])
  return streamed(visit, parts, 'application/pdf', `${nameOf(kept)}-copy.pdf`)
}

function workPlace(visit: Visit, procedures: readonly Procedure[], kept: KeptPackage): Place {
  const procedure = procedures.find(({ name }) => name === kept.procedure)
  if (!procedure) throw new NotFound()
  return { act: deskAct(visit), procedure, packageId: kept.id }
}

async function copy(visit: Visit, procedures: readonly Procedure[], kept: KeptPackage): Promise<Response> {
  const outcome = await copyPackage(workPlace(visit, procedures, kept), keyOf(await visit.typed()))
  return outcome.ok
    ? visit.go(`${packageAddress(kept.id)}/copies/${outcome.value}/print.pdf`)
    : show(visit, procedures, kept, { refusal: outcome.refusal })
}

async function move(visit: Visit, procedures: readonly Procedure[], kept: KeptPackage): Promise<Response> {
  const asked = entered.find((known) => known === visit.param('move'))
  if (!asked) throw new NotFound()
  const form = await visit.form(moveForms[asked])
  const { typed } = form
  const slipped = (problems: MoveSlip['problems']) =>
    show(visit, procedures, kept, { move: { move: asked, typed, problems } })
  if (!form.ok) return slipped(form.problems)
  const place = workPlace(visit, procedures, kept)
  const moved: Moving = await movePackage(place, asked, form.value, keyOf(typed), typed.seen ?? '')
  if (moved.ok === 'slipped') return slipped(moved.problems)
  return moved.ok ? visit.go(packageAddress(kept.id)) : show(visit, procedures, kept, { refusal: moved.refusal })
}

async function undo(visit: Visit, procedures: readonly Procedure[], kept: KeptPackage): Promise<Response> {
  const typed = await visit.typed()
  const outcome = await undoMove(workPlace(visit, procedures, kept), typed.move ?? '', keyOf(typed))
  return outcome.ok ? visit.go(packageAddress(kept.id)) : show(visit, procedures, kept, { refusal: outcome.refusal })
}

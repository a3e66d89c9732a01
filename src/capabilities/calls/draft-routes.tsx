import type { z } from 'zod'
import { isUuid } from '../../platform/database/ids.ts'
import { NotFound } from '../../platform/outcome.ts'
import { composeDays, type Problem, type Typed, versionIn } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { lawOfToday } from '../law/index.ts'
import { callSaid } from '../packs/index.ts'
import { deskAddress } from './desk-pages.tsx'
import { callHere } from './desk-routes.tsx'
import { type Acting, beginCall, saveDraft } from './draft-actions.ts'
import { DraftPage, draftAddress, NewCallPage, nameOf, PartForm } from './draft-pages.tsx'
import { fieldOf, readInputs, typedOf } from './inputs.ts'
import { missingIn } from './missing.ts'
import { namesHere } from './names.ts'
import { inputsOf, type ListPart, type SinglePart, singleParts } from './parts.ts'
import { type Call, type Writing, workOf } from './rules.ts'
import { sourcesHere } from './sources.ts'
import { writing } from './store.ts'
import { callWords } from './words.ts'
import { empty } from './writing.ts'

/** The office writes calls: part by part, in three languages, never in JSON. */
export function draftRoutes(): Routes {
  const draft = `${deskAddress}/:id/draft`
  const edit = may('calls.edit')
  return new Routes()
    .get(`${deskAddress}/new`, edit, (visit) => showNew(visit, {}, []))
    .post(`${deskAddress}/new`, edit, begin)
    .get(draft, edit, async (visit) => showDraft(visit, await callHere(visit)))
    .get(`${draft}/:part`, edit, async (visit) => showPart(visit, await callHere(visit)))
    .post(`${draft}/:part`, edit, saveSingle)
}

export function actingHere(visit: Visit): Acting {
  const { institution } = visit.place('calls.edit')
  return { house: visit.house, institution, by: visit.by.name }
}

const newInputs = inputsOf.basics.filter(({ name }) => ['title', 'direction', 'audience'].includes(name))

async function showNew(visit: Visit, typed: Typed, problems: readonly Problem[]) {
  const t = callWords(visit.language)
  const { institution } = visit.place('calls.edit')
  const sources = await sourcesHere(visit, institution)
  const id = isUuid(typed.id ?? '') ? (typed.id ?? '') : crypto.randomUUID()
  const body = (
    <NewCallPage t={t} id={id} inputs={newInputs} typed={typed} problems={problems} sources={sources} of="basics" />
  )
  const page = { frame: 'desk', title: t('desk.new'), current: deskAddress, body } as const
  return visit.show(page, problems.length > 0 ? 422 : 200)
}

async function begin(visit: Visit): Promise<Response> {
  const typed = await visit.typed()
  const { value, problems } = readInputs(newInputs, typed)
  const read = callSaid.shape.title.safeParse(value.title)
  if (problems.length > 0 || !read.success) return showNew(visit, typed, problems)
  const id = isUuid(typed.id ?? '') ? (typed.id ?? '') : crypto.randomUUID()
  const direction = value.direction === 'incoming' ? 'incoming' : 'outgoing'
  const audience = value.audience === 'staff' ? 'staff' : 'students'
  const said = { ...empty, title: read.data }
  await beginCall(actingHere(visit), id, { said, opensOn: null, closesOn: null, direction, audience })
  return visit.go(draftAddress({ id }))
}

/** The draft's overview. */
export async function showDraft(
  visit: Visit,
  call: Call,
  more: { refusal?: string; why?: string } = {},
): Promise<Response> {
  const t = callWords(visit.language)
  const [law, names] = await Promise.all([
    lawOfToday(visit.house, call.institution),
    namesHere(visit, call.institution),
  ])
  const body = (
    <DraftPage
      t={t}
      call={call}
      law={law}
      nameOf={names}
      missing={missingIn(workOf(call), visit.house.clock.today())}
      refusal={more.refusal ?? null}
      why={more.why ?? ''}
      notice={visit.query('done') === 'saved' ? t('draft.saved') : null}
    />
  )
  const page = { frame: 'desk', title: nameOf(call, t), current: deskAddress, body } as const
  return visit.show(page, more.refusal ? 409 : 200)
}

const singleOf = (part: string) => singleParts.find((one) => one === part)

async function showPart(visit: Visit, call: Call): Promise<Response> {
  const single = singleOf(visit.param('part'))
  if (single)
    return showSingle(visit, call, single, {
      typed: typedOf(inputsOf[single], flat(workOf(call), single)),
      problems: [],
    })
  if (visit.param('part') === 'criteria') return visit.go(`${deskAddress}/${call.id}/rules`)
  throw new NotFound()
}

/** What a single part holds, in one object: its days stand beside what is said. */
function flat({ said, ...beside }: Writing, part: SinglePart): unknown {
  return part === 'contact' ? said.contact : { ...said, ...beside }
}

export interface Tried {
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly stale?: boolean
}

export const statusOf = ({ problems, stale }: Tried) => (stale ? 409 : problems.length > 0 ? 422 : 200)

async function showSingle(visit: Visit, call: Call, part: SinglePart, tried: Tried): Promise<Response> {
  const t = callWords(visit.language)
  const body = (
    <PartForm
      {...tried}
      t={t}
      call={call}
      part={part}
      of={part}
      inputs={inputsOf[part]}
      sources={await sourcesHere(visit, call.institution)}
      action={draftAddress(call, part)}
      back={draftAddress(call)}
      title={t(`part.${part}`)}
      stale={tried.stale ?? false}
    />
  )
  return visit.show({ frame: 'desk', title: t(`part.${part}`), current: deskAddress, body }, statusOf(tried))
}

async function saveSingle(visit: Visit): Promise<Response> {
  const call = await callHere(visit)
  const part = singleOf(visit.param('part'))
  if (!part) throw new NotFound()
  const typed = composeDays(await visit.typed())
  const { value, problems } = readInputs(inputsOf[part], typed)
  const read = withSingle(workOf(call), part, value)
  if (problems.length > 0 || !read.success)
    return showSingle(visit, call, part, {
      typed,
      problems: problems.length > 0 || !read.error ? problems : refused(part, read.error),
    })
  if (await save(visit, call, typed, read.data)) return visit.go(`${draftAddress(call)}?done=saved`)
  return showSingle(visit, await callHere(visit), part, { typed, problems: [], stale: true })
}

/** What the schema of a call refuses although it could be read: a number that is too large, one host too many to rank. */
export function refused(part: SinglePart | ListPart, error: z.ZodError): Problem[] {
  const [path = ''] = error.issues.map((issue) => issue.path.filter((step) => step !== 'said').join('.'))
  const input = inputsOf[part].find(({ name }) => path === name || path.startsWith(`${name}.`)) ?? inputsOf[part][0]
  return input ? [{ field: fieldOf(input), key: 'form.notUnderstood' }] : []
}

function withSingle(work: Writing, part: SinglePart, value: Readonly<Record<string, unknown>>) {
  const { opensOn, closesOn, direction, audience, ...rest } = value
  const inside = part === 'contact' ? { contact: { ...value, ...sourceOf(work) } } : rest
  const lists = part === 'basics' ? { languages: value.languages ?? [], choices: value.choices ?? 1 } : {}
  const beside = part === 'days' ? { opensOn, closesOn } : part === 'basics' ? { direction, audience } : {}
  return writing.safeParse({ ...work, ...beside, said: { ...work.said, ...inside, ...lists } })
}

const sourceOf = ({ said }: Writing) => (said.contact.source ? { source: said.contact.source } : {})

/** False: somebody else has changed the call since the form was opened, and to something else. */
export async function save(visit: Visit, call: Call, typed: Typed, writing: Writing): Promise<boolean> {
  // The same form sent twice: it stands there already.
  if (JSON.stringify(writing) === JSON.stringify(workOf(call))) return true
  return saveDraft(actingHere(visit), call, versionIn(typed.version), writing)
}

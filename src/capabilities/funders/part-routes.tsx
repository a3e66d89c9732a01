import { NotFound } from '../../platform/outcome.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { deskAddress, oneAddress } from './desk-pages.tsx'
import { PartForm } from './forms.tsx'
import { by, dbHere, programmeHere } from './here.ts'
import { type Part, type PartKind, type Programme, partForm, partKinds, placesFor, textOf, typedText } from './rules.ts'
import { saveParts } from './store.ts'
import { fundersWords } from './words.ts'

/** What is said of a programme, one thing at a time. */
export function partRoutes(): Routes {
  const parts = `${deskAddress}/:id/parts`
  return new Routes()
    .get(`${parts}/new`, may('funders.edit'), async (visit) => {
      const kind = partKinds.find((one) => one === visit.query('kind')) ?? 'aim'
      return showForm(visit, await programmeHere(visit), null, { typed: { kind, key: freshKey() }, problems: [] })
    })
    .post(`${parts}/new`, may('funders.edit'), async (visit) => keep(visit, await programmeHere(visit), null))
    .get(`${parts}/:part`, may('funders.edit'), async (visit) => {
      const programme = await programmeHere(visit)
      const part = partHere(visit, programme)
      return showForm(visit, programme, part, { typed: typedAs(part), problems: [] })
    })
    .post(`${parts}/:part`, may('funders.edit'), async (visit) => {
      const programme = await programmeHere(visit)
      return keep(visit, programme, partHere(visit, programme))
    })
    .post(`${parts}/:part/removal`, may('funders.edit'), remove)
}

const freshKey = () => `p-${crypto.randomUUID()}`

function partHere(visit: Visit, { parts }: Programme): Part {
  const found = parts.find(({ key }) => key === visit.param('part'))
  if (!found) throw new NotFound()
  return found
}

interface Tried {
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly refusal?: string
}

function showForm(visit: Visit, programme: Programme, part: Part | null, tried: Tried) {
  const t = fundersWords(visit.language)
  const body = <PartForm t={t} programme={programme} part={part} {...tried} />
  const page = { frame: 'desk', title: t(part ? 'part.change' : 'part.add'), current: deskAddress, body } as const
  return visit.show(page, tried.refusal ? 409 : tried.problems.length > 0 ? 422 : 200)
}

const typedAs = (part: Part): Typed => ({
  ...{ key: part.key, kind: part.kind, under: part.under ?? '', number: part.number ?? '', years: part.years ?? '' },
  ...{ url: part.url ?? '', ...typedText('text', part.text), ...typedText('by', part.by) },
  ...typedText('note', part.note),
})

async function keep(visit: Visit, programme: Programme, part: Part | null): Promise<Response> {
  const form = await visit.form(partForm)
  if (!form.ok) return showForm(visit, programme, part, form)
  const { key, kind, under } = form.value
  if (under !== '' && !placesFor(programme, part?.key).some((one) => one.key === under))
    return showForm(visit, programme, part, { typed: form.typed, problems: [{ field: 'under', key: 'form.choose' }] })
  const done = `${oneAddress(programme)}?done=saved#${kind}`
  // The same form has added it already.
  if (!part && programme.parts.some((one) => one.key === key)) return visit.go(done)
  const said = partOf(form.typed, kind, part?.key ?? key, part)
  const parts = part ? programme.parts.map((one) => (one.key === part.key ? said : one)) : [...programme.parts, said]
  if (await isSaved(visit, programme, parts, form.typed.version)) return visit.go(done)
  return stale(visit, programme, part, form.typed)
}

async function isSaved(visit: Visit, programme: Programme, parts: readonly Part[], seen: string | undefined) {
  if (Number(seen) !== programme.version) return false
  return saveParts(dbHere(visit), programme, parts, by(visit))
}

function stale(visit: Visit, programme: Programme, part: Part | null, typed: Typed) {
  const refusal = fundersWords(visit.language)('desk.stale')
  return showForm(visit, programme, part, {
    typed: { ...typed, version: String(programme.version) },
    problems: [],
    refusal,
  })
}

function partOf(typed: Typed, kind: PartKind, key: string, before: Part | null): Part {
  const text = textOf(typed, 'text')
  if (!text) throw new TypeError('a part without words')
  const line = (name: string) => typed[name]?.trim() || null
  return {
    ...{ key, kind, text, under: line('under'), number: line('number'), years: line('years'), url: line('url') },
    ...{ by: textOf(typed, 'by'), note: textOf(typed, 'note'), source: before?.source },
  }
}

async function remove(visit: Visit): Promise<Response> {
  const programme = await programmeHere(visit)
  const part = partHere(visit, programme)
  const refuse = (key: 'part.hasMore' | 'desk.stale') =>
    showForm(visit, programme, part, {
      typed: typedAs(part),
      problems: [],
      refusal: fundersWords(visit.language)(key),
    })
  if (programme.parts.some(({ under }) => under === part.key)) return refuse('part.hasMore')
  const { version } = await visit.typed()
  const rest = programme.parts.filter((one) => one !== part)
  if (!(await isSaved(visit, programme, rest, version))) return refuse('desk.stale')
  return visit.go(`${oneAddress(programme)}?done=changed`)
}

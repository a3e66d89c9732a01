import { NotFound } from '../../platform/outcome.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { officeOf } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import type { Criterion } from '../packs/index.ts'
import {
  conditionInputs,
  conditionKinds,
  conditionTyped,
  type Kind,
  type NameOf,
  readCondition,
} from './condition-form.ts'
import { added, countRules, mostRules, moved, moves, type Place, ruleAt, withRule } from './criteria-edit.ts'
import { type How, type Owner, RulesPage, rulesAddress } from './criteria-pages.tsx'
import { deskAddress } from './desk-pages.tsx'
import { callHere } from './desk-routes.tsx'
import { PartForm } from './draft-pages.tsx'
import { save } from './draft-routes.tsx'
import { type Call, type Writing, workOf } from './rules.ts'
import { sourcesHere } from './sources.ts'
import { callWords } from './words.ts'

/** The rules of a call, and of its documents, written without knowing any notation. */
export function criteriaRoutes(): Routes {
  const rules = `${deskAddress}/:id/rules`
  const edit = may('calls.edit')
  return new Routes()
    .get(rules, edit, async (visit) => showRules(visit, await callHere(visit), visit.query('of') ?? ''))
    .get(`${rules}/form`, edit, async (visit) => {
      const asked = { of: visit.query('of'), at: visit.query('at'), how: visit.query('how'), kind: visit.query('kind') }
      const call = await callHere(visit)
      return showForm(visit, call, wantedFrom(call, visit, asked))
    })
    .post(`${rules}/form`, edit, saveRule)
    .post(`${rules}/move`, edit, moveRule)
}

function ownerOf(call: Call, visit: Visit, of: string): Owner {
  if (of === '') return { document: null, title: '' }
  const document = workOf(call).said.documents.find(({ key }) => key === of)
  if (!document) throw new NotFound()
  return { document: of, title: document.title[visit.language] || document.title.en }
}

function rulesOf(call: Call, { document }: Owner): Criterion | null {
  const { said } = workOf(call)
  if (document === null) return said.criteria
  return said.documents.find(({ key }) => key === document)?.when ?? null
}

function withRules(work: Writing, { document }: Owner, rule: Criterion | null): Writing {
  const { said } = work
  if (document === null) return { ...work, said: { ...said, criteria: rule } }
  const documents = said.documents.map((one) => {
    if (one.key !== document) return one
    const { when: _, ...rest } = one
    return rule ? { ...rest, when: rule } : rest
  })
  return { ...work, said: { ...said, documents } }
}

function showRules(visit: Visit, call: Call, of: string, refusal?: string): Response | Promise<Response> {
  const t = callWords(visit.language)
  const owner = ownerOf(call, visit, of)
  const body = <RulesPage t={t} call={call} owner={owner} rule={rulesOf(call, owner)} notice={refusal ?? null} />
  return visit.show({ frame: 'desk', title: t('part.criteria'), current: deskAddress, body }, refusal ? 409 : 200)
}

interface Wanted {
  readonly owner: Owner
  readonly at: Place
  readonly how: How
  readonly kind: Kind | 'not'
}

const hows = ['add', 'edit', 'only', 'not'] as const

function wantedFrom(
  call: Call,
  visit: Visit,
  asked: { [name in 'of' | 'at' | 'how' | 'kind']?: string | undefined },
): Wanted {
  const owner = ownerOf(call, visit, asked.of ?? '')
  const how = hows.find((one) => one === asked.how)
  const kind = asked.kind === 'not' ? 'not' : conditionKinds.find((one) => one === asked.kind)
  const at = asked.at ?? ''
  if (!how || !kind || !/^(\d{1,2}(\.\d{1,2}){0,20})?$/.test(at)) throw new NotFound()
  if ((how === 'edit' || at !== '') && !ruleAt(rulesOf(call, owner), at)) throw new NotFound()
  return { owner, at, how, kind }
}

interface Tried {
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly stale?: boolean
}

async function showForm(visit: Visit, call: Call, wanted: Wanted, tried?: Tried): Promise<Response> {
  const t = callWords(visit.language)
  const { owner, at, how, kind } = wanted
  const there = how === 'edit' ? ruleAt(rulesOf(call, owner), at) : null
  const shown = tried ?? { typed: there ? conditionTyped(there) : {}, problems: [] }
  const title = kind === 'not' ? t('rules.not') : t(`kindOf.${kind}`)
  const body = (
    <PartForm
      {...shown}
      t={t}
      call={call}
      part="criteria"
      of={kind}
      inputs={conditionInputs(kind)}
      sources={await sourcesHere(visit, call.institution)}
      action={`${rulesAddress(call)}/form`}
      back={back(call, owner)}
      title={title}
      hidden={{ of: owner.document ?? '', at, how, kind }}
      stale={shown.stale ?? false}
    />
  )
  const status = shown.stale ? 409 : shown.problems.length > 0 ? 422 : 200
  return visit.show({ frame: 'desk', title, current: deskAddress, body }, status)
}

const back = (call: Call, { document }: Owner) =>
  document === null ? rulesAddress(call) : (`${rulesAddress(call)}?of=${document}` as const)

async function saveRule(visit: Visit): Promise<Response> {
  const call = await callHere(visit)
  const typed = await visit.typed()
  const wanted = wantedFrom(call, visit, typed)
  const { owner, at, how, kind } = wanted
  const root = rulesOf(call, owner)
  const there = ruleAt(root, at)
  const inside = how === 'not' ? there : there?.kind === 'not' ? there.of : null
  const read = readCondition(kind, typed, inside, await namesOf(visit, call.institution))
  if (!read.ok) return showForm(visit, call, wanted, { typed, problems: read.problems })
  // The same form sent twice.
  if (Number(typed.version) < call.version && JSON.stringify(root).includes(JSON.stringify(read.rule)))
    return visit.go(back(call, owner))
  const tree = placed(root, at, how, read.rule)
  if (countRules(tree) > mostRules)
    return showForm(visit, call, wanted, { typed, problems: [{ field: 'text.en', key: 'rules.tooMany' }] })
  if (await save(visit, call, typed, withRules(workOf(call), owner, tree))) return visit.go(back(call, owner))
  return showForm(visit, await callHere(visit), wanted, { typed, problems: [], stale: true })
}

function placed(root: Criterion | null, at: Place, how: How, rule: Criterion): Criterion | null {
  const there = ruleAt(root, at)
  if (how === 'add') return added(root, at, rule)
  if (how === 'only' && there) return withRule(root, at, { kind: 'when', holds: rule, asks: there })
  return withRule(root, at, rule)
}

async function namesOf(visit: Visit, institution: string): Promise<NameOf> {
  const [law, { units }] = await Promise.all([
    lawOfToday(visit.house, institution),
    officeOf(visit.within(institution)),
  ])
  return (kind, value, language) => {
    if (kind === 'citizenship') return law.country(value)?.name[language] ?? value
    if (kind === 'unit') return units.find(({ id }) => id === value)?.name[language] ?? value
    return callWords(language).find(`${kind}.${value}`) ?? value
  }
}

async function moveRule(visit: Visit): Promise<Response> {
  const call = await callHere(visit)
  const typed = await visit.typed()
  const owner = ownerOf(call, visit, typed.of ?? '')
  const root = rulesOf(call, owner)
  const move = moves.find((one) => one === typed.move)
  const at = typed.at ?? ''
  if (!root || !move || !ruleAt(root, at)) throw new NotFound()
  // A place means another rule once the tree has changed: an old form moves nothing.
  if (Number(typed.version) !== call.version)
    return showRules(visit, call, typed.of ?? '', callWords(visit.language)('draft.staleList'))
  await save(visit, call, typed, withRules(workOf(call), owner, moved(root, at, move)))
  return visit.go(back(call, owner))
}

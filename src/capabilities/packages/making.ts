import type { Tx } from '../../platform/database/index.ts'
import type { House } from '../../platform/house.ts'
import { failure } from '../../platform/log.ts'
import { got, NotFound, type Outcome } from '../../platform/outcome.ts'
import type { Printer } from '../../platform/print/index.ts'
import {
  type Act,
  findCase,
  groundOf,
  inCase,
  issuePaper,
  type Procedure,
  paperNow,
  record,
  type View,
  viewOf,
} from '../cases/index.ts'
import { nextNumber } from '../correspondence/index.ts'
import { type Contents, contentsOf, fingerprintOf } from './contents.ts'
import { sourcesOf } from './file-store.ts'
import { makeFiles } from './files.ts'
import { type Found, holdItem, linkItem, type RunItem, type Settled } from './item-store.ts'
import { lookAt } from './looking.ts'
import { insertMove, moveOfKey } from './move-store.ts'
import { insertPackage, type KeptPackage, latestOf } from './package-store.ts'
import { type Plan, shortcomings } from './plan.ts'
import type { Run } from './run-store.ts'

/** Who makes packages, of which run, with what. */
export interface Work {
  readonly house: House
  readonly run: Run
  readonly procedure: Procedure
  readonly printer: Printer
  /** Null: the officer has left the office since. */
  readonly act: Act | null
}

/** What stands against a package, as it is kept: whatever can't be helped first. */
export function foundIn(plan: Plan): Found[] {
  const refused = plan.refusal ? [{ type: '', title: null, fault: plan.refusal }] : []
  return [...refused, ...shortcomings(plan)]
}

/** Makes the package of one case, or says why not. One that was numbered before a crash gets its files now. */
export async function settle(work: Work, item: RunItem): Promise<Settled> {
  try {
    if (!work.act)
      return {
        outcome: 'left',
        faults: [{ type: '', title: null, fault: { key: 'fault.noRight', params: {}, stops: true } }],
      }
    if (item.moveId) return { outcome: 'copy' }
    return item.packageId ? await finish(work, item.packageId) : await make(work, work.act, item)
  } catch (error) {
    // One case that fails must not hold up the others; the log has the cause.
    work.house.log.error({ ...failure(error), run: work.run.id, case: item.caseId }, 'a package could not be made')
    return { outcome: 'failed' }
  }
}

async function finish({ house, run, printer }: Work, packageId: string): Promise<Settled> {
  await makeFiles(house, run.institution, packageId, printer)
  return { outcome: 'made' }
}

async function make(work: Work, act: Act, item: RunItem): Promise<Settled> {
  const { house, run, procedure, printer } = work
  const db = house.database.within(run.institution)
  const view = await viewOf(
    await groundOf(house, run.institution, procedure),
    db,
    procedure,
    await findCase(db, item.caseId),
  )
  const plan = await lookAt(house, view, run.kind, printer)
  const faults = foundIn(plan)
  if (plan.refusal || (!plan.isWhole && run.because === '')) return { outcome: 'left', faults }

  const because = plan.isWhole ? '' : run.because
  const contents = await contentsOf(db, view, plan)
  const fingerprint = await fingerprintNow(view, plan, contents, because, house)
  const made = await inCase(act, procedure, item.caseId, async (tx, held, ground): Promise<Outcome<Made>> => {
    // Somebody worked on the case while its papers were looked into: they are looked into again.
    if (held.version !== view.standing.version) return got({ kind: 'again' })
    const waiting = await holdItem(tx, run.id, item.place)
    if (!waiting || waiting.packageId) return got({ kind: 'there', packageId: waiting?.packageId ?? null })
    const before = await latestOf(tx, held.id, run.kind)
    if (before?.fingerprint === fingerprint) return got(await again(tx, work, act, item, before))

    const numbered = await number(
      tx,
      work,
      act,
      view,
      { plan, contents, fingerprint, because },
      (before?.version ?? 0) + 1,
    )
    await linkItem(tx, run.id, item.place, { packageId: numbered.id })
    const input = { package: numbered.id, number: numbered.number, ...(because ? { reason: because } : {}) }
    await record(tx, act, ground, procedure, held, { action: 'package.made', input })
    return got({ kind: 'numbered', packageId: numbered.id })
  })
  if (!made.ok) throw new NotFound()
  if (made.value.kind === 'again') return make(work, act, item)
  if (made.value.kind === 'copy') return { outcome: 'copy', faults }
  return made.value.packageId ? { ...(await finish(work, made.value.packageId)), faults } : { outcome: 'made', faults }
}

type Made =
  | { readonly kind: 'again' }
  | { readonly kind: 'copy' }
  | { readonly kind: 'there'; readonly packageId: string | null }
  | { readonly kind: 'numbered'; readonly packageId: string }

async function fingerprintNow(view: View, { packed }: Plan, contents: Contents, because: string, house: House) {
  const db = house.database.within(view.standing.institution)
  const ids = contents.lines.flatMap(({ files }) => files.map(({ id }) => id))
  const sources = await sourcesOf(db, ids)
  // On the day of arrival: what it says today may not differ from what it says tomorrow by its date alone.
  const issued = {
    day: view.situation.arrived ?? view.law.day,
    caseNumber: '',
    input: coverInput('', contents),
    by: '',
  }
  const cover = packed.cover ? (await paperNow(db, view, packed.cover, issued)).content : null
  const hashes = new Map([...sources].map(([id, { sha256 }]) => [id, sha256]))
  return fingerprintOf(contents, hashes, cover, because)
}

const coverInput = (number: string, { lines }: Contents) => ({
  package: number,
  papers: String(lines.filter(({ files }) => files.length > 0).length),
})

// The same package again: nothing new is numbered. One whose files are there is printed as a copy; another gets its files.
async function again(
  tx: Tx,
  { house, run }: Work,
  { institution, by }: Act,
  item: RunItem,
  { id: packageId, madeAt }: KeptPackage,
): Promise<Made> {
  if (!madeAt) {
    await linkItem(tx, run.id, item.place, { packageId })
    return { kind: 'numbered', packageId }
  }
  const given = { institution, packageId, key: run.id, by, onDay: house.clock.today(), at: house.clock.now() }
  const id = (await insertMove(tx, { ...given, move: 'copied' })) ?? (await moveOfKey(tx, packageId, run.id))
  await linkItem(tx, run.id, item.place, { packageId, ...(id ? { moveId: id } : {}) })
  return { kind: 'copy' }
}

interface Decided {
  readonly plan: Plan
  readonly contents: Contents
  readonly fingerprint: string
  readonly because: string
}

// The number in the transaction, the files after it: a number that stands on paper has neither gap nor double.
async function number(tx: Tx, { house, run }: Work, act: Act, view: View, decided: Decided, version: number) {
  const { standing, institution, law } = view
  const { plan, contents, fingerprint, because } = decided
  const year = Number(law.day.slice(0, 4))
  const sequence = await nextNumber(tx, institution.id, 'packages', year)
  const given = `${institution.short.en}-PK-${year}/${String(sequence).padStart(4, '0')}`
  const { cover } = plan.packed
  const letter = cover ? await issuePaper(tx, act, view, cover, coverInput(given, contents)) : null
  const id = await insertPackage(tx, {
    ...{
      institution: institution.id,
      procedure: standing.procedure,
      kind: run.kind,
      caseId: standing.id,
      runId: run.id,
    },
    ...{ year, sequence, number: given, version, letterId: letter?.id ?? null, fingerprint, contents, because },
    ...{ shownAs: standing.title, caseNumber: standing.number ?? '', at: house.clock.now(), by: act.by },
  })
  return { id, number: given }
}

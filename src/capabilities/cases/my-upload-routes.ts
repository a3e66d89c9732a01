import type { House } from '../../platform/house.ts'
import { NotFound } from '../../platform/outcome.ts'
import { tooMany } from '../../platform/web/attempts.ts'
import { type Guard, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import {
  createUpload,
  deleteUploadAt,
  type Ending,
  patchUpload,
  type Received,
  readUpload,
  showUpload,
  tellTus,
  type UploadPlace,
} from '../documents/index.ts'
import type { Act, View } from './moment.ts'
import { addFiles, hasAlready } from './papers.ts'
import { brings, isSettled, opensPapers } from './rules.ts'
import { casesWords, explain, sayNotTaken } from './words.ts'

/** Through which files for the papers of a case come in: the subject's own pages, or a telephone with a link. */
export interface Door {
  readonly view: View
  readonly act: Act
  /** What `/documents/…` stands below. */
  readonly address: string
  /** The camera link; null at the subject's own pages. */
  readonly link: string | null
  /** Why nothing comes in any more, in the reader's language. */
  readonly closed?: string | null
}

const beginnings = { name: 'upload', most: 600, minutes: 60 }

/** Files in parts, by tus 1.0, below each paper that a door leads to. */
export function uploadRoutes(
  house: House,
  base: string,
  guard: Guard,
  doorOf: (visit: Visit) => Promise<Door>,
): Routes {
  const uploads = `${base}/documents/:type/uploads`
  const one = `${uploads}/:upload`
  const at = async (visit: Visit) => placeOf(visit, await doorOf(visit))
  return new Routes()
    .on('options', uploads, guard, async (visit) => {
      await at(visit)
      return tellTus(visit)
    })
    .post(uploads, guard, async (visit) => {
      const place = await at(visit)
      if (await tooMany(house.database.shared, beginnings, place.caseId))
        return visit.c.json({ text: place.say('upload.tooManyOpen', {}) }, 429)
      return createUpload(visit, place)
    })
    .get(one, guard, async (visit) => showUpload(visit, await at(visit)))
    .on('patch', one, guard, async (visit) => patchUpload(visit, await at(visit)))
    .on('delete', one, guard, async (visit) => deleteUploadAt(visit, await at(visit)))
    .post(one, guard, async (visit) => {
      // Some networks let nothing but GET and POST through.
      const meant = visit.headers.get('x-http-method-override')
      if (meant === 'PATCH') return patchUpload(visit, await at(visit))
      if (meant === 'DELETE') return deleteUploadAt(visit, await at(visit))
      throw new NotFound()
    })
    .post(`${one}/removal`, guard, async (visit) => {
      const door = await doorOf(visit)
      await deleteUploadAt(visit, placeOf(visit, door))
      return visit.go(`${door.address}/documents#${visit.param('type')}`)
    })
}

function placeOf(visit: Visit, { view, act, address, link, closed }: Door): UploadPlace {
  const type = visit.param('type')
  const item = view.items.find((one) => one.wanted.type === type && brings(one, act.party))
  if (!item) throw new NotFound()
  const t = casesWords(visit.language)
  const { standing, procedure } = view
  return {
    institution: standing.institution,
    caseId: standing.id,
    type,
    linkId: link,
    address: `${address}/documents/${type}/uploads`,
    closed: async () => {
      if (closed) return closed
      if (!opensPapers(procedure, standing.stage, act.party)) return t('papers.closed')
      return isSettled(item) ? t('papers.settled') : null
    },
    has: (sha256) => hasAlready(act, item, sha256),
    keep: (file) => keep({ view, act, address, link }, type, file),
    say: (key, params) => t.find(key, params) ?? t('upload.failed'),
  }
}

async function keep({ view, act, link }: Door, type: string, file: Received): Promise<Ending> {
  const outcome = await addFiles(act, view.procedure, view.standing.id, type, [file], link)
  const { name } = file
  if (!outcome.ok) {
    const params = Object.entries(outcome.refusal.params ?? {}).map(([key, value]) => [key, String(value)])
    return { kind: 'refused', key: outcome.refusal.key, params: Object.fromEntries(params) }
  }
  const twice = outcome.value.twice.length > 0
  return { kind: twice ? 'there' : 'added', key: twice ? 'file.there' : 'file.added', params: { name } }
}

export interface Taken {
  /** What was not taken, each in a sentence for the reader. */
  readonly notTaken: readonly string[]
  /** The case takes nothing of it now. */
  readonly refused: boolean
}

/** Takes the files of a posted form to the paper that the address names. Throws NotFound for one that the case doesn't want. */
export async function takeForm(visit: Visit, { view, act, link }: Door): Promise<Taken> {
  const type = visit.param('type')
  // Asked before anything is received: files for a paper that this case doesn't want need not come.
  if (!view.items.some((item) => item.wanted.type === type && brings(item, act.party))) throw new NotFound()
  const upload = await readUpload(visit.c, visit.house)
  const say = casesWords(visit.language)
  const faults = upload.notTaken.map((file) => sayNotTaken(file, visit.language))
  if (upload.received.length === 0)
    return { notTaken: faults.length > 0 ? faults : [say('papers.none')], refused: false }
  const outcome = await addFiles(act, view.procedure, view.standing.id, type, upload.received, link)
  if (!outcome.ok)
    return { notTaken: [explain(outcome.refusal, view.procedure, view.law, visit.language).text], refused: true }
  const twice = outcome.value.twice.map(({ name }) => say('file.there', { name }))
  return { notTaken: [...faults, ...twice], refused: false }
}

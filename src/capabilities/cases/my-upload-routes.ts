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
  showUpload,
  tellTus,
  type UploadPlace,
} from '../documents/index.ts'
import type { Act, View } from './moment.ts'
import { addFiles, hasAlready } from './papers.ts'
import { isSettled, opensPapers } from './rules.ts'
import { casesWords } from './words.ts'

/** Through which files for the papers of a case come in: the subject's own pages, or a telephone with a link. */
export interface Door {
  readonly view: View
  readonly act: Act
  /** What `/documents/…` stands below. */
  readonly address: string
  /** The camera link; null at the subject's own pages. */
  readonly link: string | null
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

function placeOf(visit: Visit, { view, act, address, link }: Door): UploadPlace {
  const type = visit.param('type')
  const item = view.items.find(({ wanted }) => wanted.type === type)
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
      if (!opensPapers(procedure, standing.stage)) return t('papers.closed')
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

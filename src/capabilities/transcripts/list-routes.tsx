import { isUuid } from '../../platform/database/ids.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { ListPage } from './list-page.tsx'
import { transcriptsAddress } from './rooms.ts'
import { type ListFilter, listTranscripts } from './store.ts'
import { transcriptsWords } from './words.ts'

const pageSize = 50

/** Whose grades the office has, and which wait to be confirmed. */
export function listRoutes(): Routes {
  return new Routes().get(transcriptsAddress, may('transcripts.read'), showList)
}

async function showList(visit: Visit): Promise<Response> {
  const { institution, role, unit } = visit.place('transcripts.read')
  const t = transcriptsWords(visit.language)
  const filter = { search: (visit.query('q') ?? '').slice(0, 100), waiting: visit.query('waiting') === 'yes' }
  const own: ListFilter = { ...filter, unit: role === 'deans-office' ? (unit ?? '') : null, after: afterOf(visit) }
  // A dean's office without a unit has nobody.
  const blind = role === 'deans-office' && unit === null
  const found = blind ? [] : await listTranscripts(visit.within(institution), institution, own, pageSize + 1)
  const props = { t, filter, people: found.slice(0, pageSize), more: found.length > pageSize }
  const body = <ListPage {...props} mayImport={visit.may('transcripts.work', institution)} />
  return visit.show({ frame: 'desk', title: t('title'), current: transcriptsAddress, body })
}

function afterOf(visit: Visit): ListFilter['after'] {
  const [time = '', id = ''] = (visit.query('after') ?? '').split(' ')
  const at = new Date(/^\d{1,15}$/.test(time) ? Number(time) : Number.NaN)
  return isUuid(id) && !Number.isNaN(at.getTime()) ? { at, id } : null
}

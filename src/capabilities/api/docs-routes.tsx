import type { Visit } from '../../platform/web/visit.ts'
import { DocsPage } from './docs-page.tsx'
import type { Endpoint } from './endpoint.ts'
import { apiWords } from './words.ts'

export function showDocs(visit: Visit, endpoints: readonly Endpoint[]): Promise<Response> {
  const t = apiWords(visit.language)
  const body = <DocsPage t={t} endpoints={endpoints} url={visit.house.url} />
  return visit.show({ frame: 'bare', title: t('doc.title'), description: t('doc.lead'), body })
}

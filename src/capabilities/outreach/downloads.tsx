import type { Child } from '../../platform/jsx-runtime.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { Link, Muted, Section } from '../../ui/index.ts'
import { everything, recordsOf, titleOf } from '../ledgers/index.ts'
import { campaigns, products } from './campaigns.ts'
import { outreachWords } from './words.ts'

/** Below the downloads: the videos and booklets of campaigns that are out, each by its link. */
export async function besideDownloads(visit: Visit, institution: string): Promise<Child> {
  const db = visit.within(institution)
  const filter = { ...everything, of: { shown: 'yes', stage: 'published' } }
  const [out, kept] = await Promise.all([recordsOf(db, products, filter), recordsOf(db, campaigns, everything)])
  // What belongs to a campaign that was put away is put away with it.
  const shown = out.filter(({ parentId }) => kept.some(({ id }) => id === parentId))
  if (shown.length === 0) return null
  const t = outreachWords(visit.language)
  return (
    <Section title={t('products.public')}>
      <ul>
        {shown.map((product) => (
          <li id={product.key ?? product.id}>
            <Link href={product.said.site ?? ''}>{titleOf(products, product, t.language)}</Link>{' '}
            <Muted>{t.find(`products.kind.${product.said.kind}`)}</Muted>
          </li>
        ))}
      </ul>
    </Section>
  )
}

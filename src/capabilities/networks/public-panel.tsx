import { Actions, ButtonLink, Section } from '../../ui/index.ts'
import type { PublicPartnersPanel } from '../partners/index.ts'
import { shownWorks } from './store.ts'
import { networksWords } from './words.ts'

/** Below the partners on their public page: the ways to what is done together with them; none where nothing is told. */
export const publicNetworks: PublicPartnersPanel = {
  name: 'networks',
  async show(visit, { id }) {
    const { works } = await shownWorks(visit.within(id))
    if (works.length === 0) return null
    const t = networksWords(visit.language)
    const base = `/${id}/${visit.language}` as const
    return (
      <Section title={t('public.together')}>
        <Actions>
          {works.some(({ kind }) => kind !== 'programme') && (
            <ButtonLink tone="soft" href={`${base}/networks`}>
              {t('public.title')}
            </ButtonLink>
          )}
          {works.some(({ kind }) => kind === 'programme') && (
            <ButtonLink tone="soft" href={`${base}/joint-programmes`}>
              {t('public.programmes')}
            </ButtonLink>
          )}
        </Actions>
      </Section>
    )
  },
}

import { open, Routes } from '../../platform/web/routes.ts'
import { Link } from '../../ui/index.ts'
import { addressesOf, PublicWorksPage, publicPlace, type WorkLine } from '../networks/index.ts'
import { Curricula } from './curricula.tsx'
import { programmeKinds } from './kinds.ts'
import { programmesWords, type Say } from './words.ts'

/** The joint programmes for visitors: with whom, how many years where, which diplomas, cohorts, curricula. */
export function publicRoutes(): Routes {
  return new Routes().get('/:institution/:language{(?:en|ru|ky)}/joint-programmes', open, async (visit) => {
    const place = await publicPlace(visit, programmeKinds)
    const { institution, language } = place
    const t = programmesWords(language)
    const lead = (
      <p>
        <Link href={`/${institution.id}/${language}/networks`}>{t('public.networks')}</Link>
      </p>
    )
    const own = { title: t('public.title'), about: t('public.lead'), empty: t('public.none'), lead }
    return visit.show({
      frame: 'site',
      institution: institution.id,
      title: t('public.title'),
      description: t('public.lead'),
      ...addressesOf(institution, language, 'joint-programmes'),
      body: (
        <PublicWorksPage
          {...place}
          {...own}
          kinds={programmeKinds}
          beside={(_, lines) => <SideBySide t={t} lines={lines} />}
        />
      ),
    })
  })
}

function SideBySide({ t, lines }: { t: Say; lines: readonly WorkLine[] }) {
  if (!lines.some(({ kind }) => kind === 'subject')) return null
  return (
    <>
      <h4>{t('curricula.title')}</h4>
      {Curricula({ t, lines })}
    </>
  )
}

import type { Html } from '../../platform/jsx-runtime.ts'
import { Door, Doors, EmptyState, Hero, Main } from '../../ui/index.ts'
import type { Institution } from '../institutions/index.ts'
import { addressOf } from './addresses.ts'
import type { T } from './page.ts'

/** Everybody who works with this installation. */
export function InstitutionsPage({ t, institutions }: { t: T; institutions: readonly Institution[] }): Html {
  const language = t.language
  if (institutions.length === 0)
    return (
      <Main>
        <EmptyState title={t('institutions.none')} text={t('institutions.noneText')} />
      </Main>
    )
  return (
    <Main hero={<Hero title={t('institutions.title')} text={t('institutions.lead')} />}>
      <Doors>
        {institutions.map(({ id, name, short, city }) => (
          <Door
            title={name[language]}
            text={city[language]}
            href={addressOf(id, language, '')}
            go={t('institutions.go', { short: short[language] })}
          />
        ))}
      </Doors>
    </Main>
  )
}

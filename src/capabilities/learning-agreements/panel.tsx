import type { Child, Href } from '../../platform/jsx-runtime.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { Link, Section } from '../../ui/index.ts'
import type { Panel, View } from '../cases/index.ts'
import { StateTag } from './page.tsx'
import { agreementAddress, ownAgreementAddress, withAgreement } from './rooms.ts'
import { currentOf } from './rules.ts'
import { agreementOf } from './store.ts'
import { agreementWords } from './words.ts'

/** The way to the agreement from the case of somebody who goes, or comes. */
export const agreementPanel: Panel = {
  my: (visit, view) => {
    if (view.acting) return Promise.resolve(null)
    return way(visit, view, ownAgreementAddress(view.standing.institution, view.standing.id))
  },
  desk: (visit, view) => way(visit, view, agreementAddress(view.standing.id)),
}

async function way(visit: Visit, { standing }: View, href: Href): Promise<Child> {
  if (!withAgreement.includes(standing.procedure) || !standing.arrivedAt) return null
  const t = agreementWords(visit.language)
  const agreement = await agreementOf(visit.within(standing.institution), standing.id)
  return (
    <Section title={t('title')}>
      <p>
        {agreement && <StateTag t={t} state={currentOf(agreement).state} />}{' '}
        <Link href={href}>{t(agreement ? 'panel.open' : 'panel.begin')}</Link>
      </p>
    </Section>
  )
}

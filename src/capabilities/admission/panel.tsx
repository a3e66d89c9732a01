import type { Child } from '../../platform/jsx-runtime.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { Notice } from '../../ui/index.ts'
import type { Panel, View } from '../cases/index.ts'
import { admission } from './admission.ts'
import { placeOf } from './waiting-store.ts'
import { admissionWords } from './words.ts'

/** What a decision leaves to be known on the pages of the case: the condition, and the place in the waiting list. */
export const decisionPanel: Panel = {
  my: (visit, view) => panel(visit, view, view.institution.settings.waitingPlaceShown.value),
  desk: (visit, view) => panel(visit, view, true),
}

async function panel(visit: Visit, view: View, showsPlace: boolean): Promise<Child> {
  const { procedure, standing } = view
  if (procedure.name !== admission.name) return null
  const t = admissionWords(visit.language)
  const { condition } = standing.facts ?? {}
  if (['conditional', 'proving'].includes(standing.stage) && typeof condition === 'string') {
    return (
      <Notice tone="due" title={t('panel.condition')}>
        <p class="body">{condition}</p>
      </Notice>
    )
  }
  if (standing.stage !== 'waiting' || !showsPlace) return null
  const found = await placeOf(visit.within(standing.institution), standing.institution, standing.id)
  if (!found) return null
  return <Notice tone="wait">{t('panel.place', { place: found.place, count: found.of })}</Notice>
}

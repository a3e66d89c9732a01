import { sayMoment } from '../../platform/words/saying-days.ts'
import { Actions, ButtonLink, Section } from '../../ui/index.ts'
import type { Panel } from '../cases/index.ts'
import { lookAddress, packageAddress } from './addresses.ts'
import { packagesOfCase } from './package-store.ts'
import { StateTag } from './state-tag.tsx'
import { packageWords } from './words.ts'

/** The packages of a case on its page at the desk, and the way to the next. */
export const packagePanel: Panel = {
  desk: async (visit, { procedure, standing }) => {
    const declared = Object.entries(procedure.packages ?? {})
    if (declared.length === 0 || !visit.may('letters.read', standing.institution)) return null
    const made = await packagesOfCase(visit.within(standing.institution), standing.id)
    const mayMake = visit.may('cases.work', standing.institution)
    const now = mayMake ? declared.filter(([, { stages }]) => stages.includes(standing.stage)) : []
    if (made.length === 0 && now.length === 0) return null
    const t = packageWords(visit.language)
    return (
      <Section title={t('panel.title')} id="packages">
        {made.length > 0 && (
          <ul>
            {made.map((one) => (
              <li>
                <a href={packageAddress(one.id)}>{one.number}</a>, {sayMoment(one.numberedAt, visit.language)}{' '}
                <StateTag t={t} one={one} />
              </li>
            ))}
          </ul>
        )}
        <Actions>
          {now.map(([kind, packed]) => (
            <ButtonLink tone="soft" href={lookAddress(standing.id, kind)}>
              {t('panel.make', { title: packed.title[visit.language] })}
            </ButtonLink>
          ))}
        </Actions>
      </Section>
    )
  },
}

import type { Visit } from '../../platform/web/visit.ts'
import { Actions, ButtonLink, Section } from '../../ui/index.ts'
import { datesWords } from './words.ts'

/** From the wall to what belongs to it, for whoever may. */
export function WallLinks({ visit, institution }: { visit: Visit; institution: string }) {
  const t = datesWords(visit.language)
  if (!visit.may('cases.read', institution)) return null
  return (
    <Section title={t('links.title')}>
      <Actions>
        <ButtonLink tone="soft" href="/account/dates">
          {t('links.own')}
        </ButtonLink>
        {visit.may('mails.read', institution) && (
          <ButtonLink tone="soft" href="/desk/dates/reminders">
            {t('links.reminders')}
          </ButtonLink>
        )}
        {visit.may('office.edit', institution) && (
          <ButtonLink tone="soft" href="/desk/dates/kinds">
            {t('links.kinds')}
          </ButtonLink>
        )}
      </Actions>
    </Section>
  )
}

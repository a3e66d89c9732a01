import type { Child } from '../../platform/jsx-runtime.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { Actions, Button, ButtonLink, Form, HiddenField } from '../../ui/index.ts'
import type { LedgerRecord } from '../ledgers/index.ts'
import { outreachWords } from './words.ts'

/** The same event next year, and where visitors read of it. */
export async function besideEvent(visit: Visit, record: LedgerRecord): Promise<Child> {
  const t = outreachWords(visit.language)
  const { institution } = visit.place('partners.read')
  const { from, shown } = record.said
  const next = Number((from ?? '').slice(0, 4)) + 1
  const mayCopy = from && !record.archived && visit.may('partners.edit', institution)
  return (
    <>
      {shown === 'yes' && !record.archived && (
        <Actions>
          <ButtonLink href={`/${institution}/${visit.language}/events#${record.key ?? record.id}`} tone="soft">
            {t('events.public')}
          </ButtonLink>
        </Actions>
      )}
      {mayCopy && (
        <Form action={`/desk/events/${record.id}/copy`} method="post" label={t('events.copy', { year: String(next) })}>
          <HiddenField name="year" value={next} />
          <Actions>
            <Button tone="soft">{t('events.copy', { year: String(next) })}</Button>
          </Actions>
        </Form>
      )}
    </>
  )
}

import type { Child, Href } from '../../platform/jsx-runtime.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { Actions, Button, ButtonLink, Confirm, Form, Link, Section } from '../../ui/index.ts'
import type { LedgerRecord } from '../ledgers/index.ts'
import { findPartner, nameOf, namesake, partnerPage } from '../partners/index.ts'
import { invitationWay } from './invitation-way.tsx'
import { outreachWords, type Say } from './words.ts'

const personKinds = ['expert', 'teacher']
export const isPerson = ({ said }: LedgerRecord) => personKinds.includes(said.kind ?? '')

/** Where a lead goes: somebody is invited, a house becomes a partner of the register and an agreement is proposed. */
export async function besideLead(visit: Visit, lead: LedgerRecord): Promise<Child> {
  const t = outreachWords(visit.language)
  if (lead.archived) return null
  if (isPerson(lead)) return invitationWay(visit, lead, lead.said.kind === 'teacher' ? 'teacher' : 'expert')
  const { institution } = visit.place('partners.read')
  const partner = lead.said.partner ? await findPartner(visit.within(institution), lead.said.partner) : null
  if (partner)
    return (
      <Section title={t('lead.partner')}>
        <p>
          <Link href={partnerPage(partner)}>{nameOf(partner, visit.language)}</Link>
        </p>
        <Actions>
          <ButtonLink href={`/desk/agreements/new?partner=${partner.id}`} tone="soft">
            {t('lead.agreement')}
          </ButtonLink>
        </Actions>
      </Section>
    )
  return visit.may('partners.edit', institution) ? makePartner(t, visit, lead) : null
}

async function makePartner(t: Say, visit: Visit, lead: LedgerRecord): Promise<Child> {
  const { institution } = visit.place('partners.read')
  const other = await namesake(visit.within(institution), lead.said.name ?? '')
  const here: Href = `/desk/leads/${lead.id}/partner`
  return (
    <Confirm open={t('lead.agree')} tone="soft">
      <p>{other ? t('lead.isThere', { name: nameOf(other, visit.language) }) : t('lead.agreeText')}</p>
      <Form action={here} method="post" label={t('lead.agree')}>
        <Actions>
          <Button>{t(other ? 'lead.join' : 'lead.make')}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}

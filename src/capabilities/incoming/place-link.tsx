import { z } from 'zod'
import { NotFound } from '../../platform/outcome.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { Actions, Button, DescriptionList, Form, Link, Notice, PageTitle, Stack } from '../../ui/index.ts'
import { findCase } from '../cases/index.ts'
import { findInstitution } from '../institutions/index.ts'
import { doorAddress, type LinkKind, type OneTimeLink } from '../one-time-links/index.ts'
import { accountToBegin } from '../people/index.ts'
import { sayTerm } from './becoming.ts'
import { claim } from './claiming.ts'
import { incoming } from './incoming.ts'
import { linkMailKind, studentKind } from './nominating.ts'
import { incomingWords } from './words.ts'

const factsKnown = incoming.facts.partial()
const noFields = z.object({})

/** The step behind the link of a student whom a partner has named: the case becomes the student's own. */
export const studentLinks: LinkKind = {
  name: studentKind,
  title: (language) => incomingWords(language)('place.title'),
  mailKind: () => linkMailKind,
  show: async (visit, link, token) => {
    const t = incomingWords(visit.language)
    const institution = await findInstitution(visit.house.database.shared, link.institution)
    const standing = await findCase(visit.within(link.institution), link.caseId ?? '')
    if (!standing || !institution) throw new NotFound()
    const facts = factsKnown.safeParse(standing.facts ?? {}).data ?? {}
    return (
      <Stack>
        <PageTitle
          title={t('place.title')}
          over={institution.name[visit.language]}
          lead={t('place.lead', { partner: String(facts.partnerName ?? '') })}
        />
        <DescriptionList
          rows={[
            { term: t('place.name'), value: standing.title },
            { term: t('column.term'), value: sayTerm(t, facts) },
            { term: t('place.number'), value: standing.number ?? '' },
            { term: t('place.until'), value: sayDay(link.until, visit.language) },
          ]}
        />
        <Notice tone="wait">
          <p>
            {visit.who ? t('place.signedIn', { mail: visit.who.email }) : t('place.newcomer', { mail: link.address })}
          </p>
        </Notice>
        <Form action={`${doorAddress(token)}/answer`} method="post" label={t('place.title')}>
          <Actions>
            <Button>{t('place.take')}</Button>
            {!visit.who && <Link href={signInAddress(token)}>{t('place.signIn')}</Link>}
          </Actions>
        </Form>
      </Stack>
    )
  },
  answer: async (visit, link, token) => {
    await visit.form(noFields)
    const account = visit.who?.accountId ?? (await accountToBegin(visit, link.address, doorAddress(token)))
    // The address has an account already: its owner signs in, by password or by the link that is on its way.
    if (!account) return signInAddress(token)
    await claim(actOf(visit, link, account), link.caseId ?? '', account, link.id)
    return `/my/${link.institution}/${link.caseId ?? ''}`
  },
}

const signInAddress = (token: string) => `/sign-in?to=${encodeURIComponent(doorAddress(token))}` as const

function actOf(visit: Visit, link: OneTimeLink, account: string) {
  const by = { id: account, name: link.name, role: 'subject' }
  return { house: visit.house, institution: link.institution, by, party: 'subject' } as const
}

import { stringAt } from '../../platform/database/json.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { Actions, Button, Form, Notice, PageTitle, Stack } from '../../ui/index.ts'
import { findCase } from '../cases/index.ts'
import { doorAddress, type LinkKind, type OneTimeLink } from '../one-time-links/index.ts'
import { AnswerFields, type Tried } from './forms.tsx'
import { answerForm, currentOf, hashOf } from './rules.ts'
import { answerByLink } from './signing.ts'
import { agreementOf, creditOf } from './store.ts'
import { beforeOf, Changes, Head, Ratio, Tables } from './tables.tsx'
import { agreementWords, linkKind } from './words.ts'

/** The step behind a one-time link where a coordinator without an account signs an agreement, or says what has to change. */
export const agreementLinks: LinkKind = {
  name: linkKind,
  title: (language) => agreementWords(language)('link.title'),
  mailKind: (link) => `${stringAt(link.payload, 'procedure')}.one-time-link`,
  show: (visit, link, token) => page(visit, link, token, { typed: {}, problems: [] }),
  async answer(visit, link, token) {
    const form = await visit.form(answerForm)
    if (!form.ok) return page(visit, link, token, form)
    const outcome = await answerByLink(visit.house, link, form.value.answer, form.value.words)
    if (outcome.ok) return null
    const refusal = agreementWords.byData(visit.language)(outcome.refusal.key)
    return page(visit, link, token, { typed: form.typed, problems: [], refusal })
  },
}

async function page(visit: Visit, link: OneTimeLink, token: string, tried: Tried) {
  const db = visit.within(link.institution)
  const standing = await findCase(db, link.caseId ?? '')
  const agreement = standing && (await agreementOf(db, standing.id))
  if (!agreement) throw new NotFound()
  const t = agreementWords(visit.language)
  const version = currentOf(agreement)
  // Revoked with the change already; a page that was open meanwhile says so too.
  const isSame = hashOf(version.said) === stringAt(link.payload, 'hash')
  const before = beforeOf(agreement, version)
  return (
    <Stack>
      <PageTitle title={t('link.title')} over={standing.title} lead={t('link.lead', { number: version.number })} />
      {tried.refusal && (
        <Notice tone="late" role="alert">
          <p>{tried.refusal}</p>
        </Notice>
      )}
      {!isSame && <Notice tone="late" title={t('link.changed')} />}
      <Head t={t} said={version.said} student={standing.title} />
      <Tables t={t} said={version.said} edit={null} />
      <p>
        <Ratio t={t} ratio={version.said.ratio} credit={await creditOf(db)} />
      </p>
      {before && <Changes t={t} before={before} after={version} />}
      {isSame && (
        <Form action={`${doorAddress(token)}/answer`} method="post" label={t('link.title')}>
          <AnswerFields t={t} tried={tried} />
          <Actions>
            <Button>{t('link.send')}</Button>
          </Actions>
        </Form>
      )}
    </Stack>
  )
}

import { stringAt } from '../../platform/database/json.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { saidOf } from '../../platform/web/words.ts'
import { Actions, Button, Form, Link, Muted, Notice, PageTitle, RadioField, Stack, TextArea } from '../../ui/index.ts'
import type { Tried } from '../cases/index.ts'
import { filePage, pdfPage } from '../documents/index.ts'
import { findInstitution } from '../institutions/index.ts'
import { doorAddress, type LinkKind, type OneTimeLink } from '../one-time-links/index.ts'
import { answersOf, asked, draftsOf, papersOf } from './answer-store.ts'
import { answerByLink } from './asking.ts'
import { DraftWords } from './draft-view.tsx'
import { isOlder } from './drafting.ts'
import { namedIn } from './here.ts'
import { draftPaper } from './paper.ts'
import { writtenIn } from './road-page.tsx'
import { answerForm } from './road-rules.ts'
import { agreementOfCase, readingOf } from './store.ts'
import { agreementsWords, linkKind } from './words.ts'

/** The step behind a one-time link where a partner, or somebody of the house, reads an agreement and comments, approves or signs. */
export const agreementRoadLinks: LinkKind = {
  name: linkKind,
  title: (language) => agreementsWords(language)('link.title'),
  mailKind: () => 'agreement.one-time-link',
  show: (visit, link, token) => page(visit, link, token, { typed: {}, problems: [] }),
  async answer(visit, link, token) {
    const form = await visit.form(answerForm)
    if (!form.ok) return page(visit, link, token, form)
    const outcome = await answerByLink(visit.house, link, form.value.answer, form.value.words)
    if (outcome.ok) return null
    const refusal = agreementsWords.byData(visit.language)(outcome.refusal.key)
    return page(visit, link, token, { typed: form.typed, problems: [], refusal })
  },
  async file(visit, link, id) {
    const { agreement, draft, institution } = await linked(visit, link)
    const db = visit.within(link.institution)
    if (draft.paperId) {
      const paper = (await papersOf(db, agreement.id)).find((one) => one.id === draft.paperId)
      if (!paper || id !== 'text') throw new NotFound()
      return filePage(visit.house, paper)
    }
    const language = writtenIn(draft).find((one) => `${one}.pdf` === id)
    if (!language) throw new NotFound()
    const named = await namedIn(visit, link.institution, [agreement])
    const answers = await answersOf(db, agreement.id)
    return pdfPage(await draftPaper({ agreement, draft, answers, named, institution }, language), `agreement-${id}`)
  },
}

async function linked(visit: Visit, link: OneTimeLink) {
  const db = visit.within(link.institution)
  const reading = await readingOf(db, visit.house.clock.today())
  const [agreement, institution] = await Promise.all([
    agreementOfCase(db, link.caseId ?? '', reading),
    findInstitution(visit.house.database.shared, link.institution),
  ])
  const draft =
    agreement && (await draftsOf(db, agreement.id)).find(({ hash }) => hash === stringAt(link.payload, 'hash'))
  if (!agreement || !draft || !institution) throw new NotFound()
  return { agreement, draft, institution }
}

type Trying = Tried & { readonly refusal?: string }

async function page(visit: Visit, link: OneTimeLink, token: string, tried: Trying) {
  const { agreement, draft, institution } = await linked(visit, link)
  const t = agreementsWords(visit.language)
  const named = await namedIn(visit, link.institution, [agreement])
  const us = institution.name[visit.language]
  const what = asked.find((one) => one === stringAt(link.payload, 'what')) ?? 'comment'
  const isSame = !isOlder(agreement, draft)
  const files: readonly [Href, string][] = draft.paperId
    ? [[`${doorAddress(token)}/files/text`, t('draft.file')]]
    : writtenIn(draft).map((language) => [
        `${doorAddress(token)}/files/${language}.pdf`,
        `PDF ${t(`language.${language}`)}`,
      ])
  return (
    <Stack>
      <PageTitle title={agreement.title[visit.language]} over={us} lead={t(`link.lead.${what}`)} />
      {tried.refusal && (
        <Notice tone="late" role="alert">
          <p>{tried.refusal}</p>
        </Notice>
      )}
      {!isSame && <Notice tone="late" title={t('link.changed')} />}
      {files.map(([href, text]) => (
        <p>
          <Link href={href}>{text}</Link>
        </p>
      ))}
      <DraftWords {...{ t, agreement, draft, named, us }} />
      {isSame && <AnswerForm {...{ t, what, tried, token }} />}
    </Stack>
  )
}

interface AnswerProps {
  readonly t: ReturnType<typeof agreementsWords>
  readonly what: (typeof asked)[number]
  readonly tried: Trying
  readonly token: string
}

function AnswerForm({ t, what, tried, token }: AnswerProps) {
  const said = (name: string) => saidOf(tried.problems, name, t.language, t)
  return (
    <Form action={`${doorAddress(token)}/answer`} method="post" label={t('link.title')}>
      <RadioField
        name="answer"
        label={t('link.answer')}
        error={said('answer')}
        options={(['yes', 'no'] as const).map((one) => ({
          value: one,
          text: t(`link.${what}.${one}`),
          selected: tried.typed.answer === one,
        }))}
      />
      <TextArea
        name="words"
        label={t('link.words')}
        hint={t('link.words.hint')}
        value={tried.typed.words ?? ''}
        error={said('words')}
        rows={4}
      />
      {what === 'signature' && <Muted>{t('link.signing')}</Muted>}
      <Actions>
        <Button>{t('link.send')}</Button>
      </Actions>
    </Form>
  )
}

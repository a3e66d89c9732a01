import type { Child, Href } from '../../platform/jsx-runtime.ts'
import { saidOf } from '../../platform/web/words.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Crumbs,
  FileField,
  Form,
  HiddenField,
  Notice,
  PageTitle,
  SelectField,
  Stack,
  TextArea,
} from '../../ui/index.ts'
import { EntryFields, EntryProblems, type Tried } from '../cases/index.ts'
import type { Law } from '../law/index.ts'
import { unsignedOf } from './answer-store.ts'
import { type RoadProps, saySigner } from './road-page.tsx'
import { approvers, askForm, draftForm, inkForm } from './road-rules.ts'
import { agreementPage, agreementsAddress } from './said.tsx'
import { agreementsWords } from './words.ts'

export interface RoadFormProps extends RoadProps {
  readonly law: Law
  readonly tried: Tried & { readonly refusal?: string | undefined; readonly notTaken?: readonly string[] }
}

interface FramedProps extends RoadFormProps {
  readonly title: string
  readonly lead: string
  readonly action: Href
  readonly words: string
  readonly save: string
  readonly multipart?: boolean
  readonly children: Child
}

function Framed(props: FramedProps) {
  const { t, agreement, tried, title, lead, action, words, save, multipart, children } = props
  const name = agreement.title[t.language]
  return (
    <Stack>
      <EntryProblems t={agreementsWords.byData(t.language)} words={words} problems={tried.problems} />
      <Crumbs
        label={t('list.title')}
        steps={[
          { text: t('list.title'), href: agreementsAddress },
          { text: name, href: agreementPage(agreement) },
          { text: title },
        ]}
      />
      <PageTitle title={title} over={name} lead={lead} />
      {tried.refusal && <Notice tone="late" role="alert" title={tried.refusal} />}
      {(tried.notTaken ?? []).map((text) => (
        <Notice tone="late" role="alert" title={text} />
      ))}
      <Form action={action} method="post" multipart={multipart} label={title}>
        <HiddenField name="key" value={tried.typed.key || crypto.randomUUID()} />
        {children}
        <Actions>
          <Button>{save}</Button>
          <ButtonLink href={agreementPage(agreement)} tone="soft">
            {t('form.back')}
          </ButtonLink>
        </Actions>
      </Form>
    </Stack>
  )
}

const entry = ({ t, law, tried }: RoadFormProps, words: string) => ({
  ...{ t: agreementsWords.byData(t.language), law, words, typed: tried.typed, problems: tried.problems },
})

/** The next version of the text: words in up to three languages, or a file. */
export function DraftFormPage(props: RoadFormProps) {
  const { t, tried, agreement } = props
  const next = (props.drafts.at(-1)?.number ?? 0) + 1
  return (
    <Framed
      {...props}
      title={t('draft.number', { number: next })}
      lead={t('draft.lead')}
      action={`${agreementPage(agreement)}/drafts/new`}
      words="draft"
      save={t('draft.save')}
      multipart
    >
      {(['en', 'ru', 'ky'] as const).map((language) => (
        <TextArea
          name={`text.${language}`}
          label={t('draft.text', { language: t(`language.${language}`) })}
          hint={language === 'en' ? t('draft.text.hint') : undefined}
          value={tried.typed[`text.${language}`] ?? ''}
          error={saidOf(tried.problems, `text.${language}`, t.language, t)}
          rows={10}
        />
      ))}
      <FileField name="file" label={t('draft.orFile')} hint={t('draft.orFile.hint')} accept="application/pdf,image/*" />
      <EntryFields {...entry(props, 'draft')} shape={draftForm.shape} only={['about']} />
    </Framed>
  )
}

function PartyField(props: RoadFormProps & { parties: readonly number[] }) {
  const { t, tried, parties } = props
  return (
    <SelectField
      name="party"
      label={t('ask.party')}
      error={saidOf(tried.problems, 'party', t.language, t)}
      options={parties.map((party) => ({
        value: String(party),
        text: saySigner(props, party),
        selected: tried.typed.party === String(party),
      }))}
    />
  )
}

function RoleField({ t, tried }: RoadFormProps) {
  const options = approvers.map((value) => ({ value, text: t(`role.${value}`), selected: tried.typed.role === value }))
  return <SelectField name="role" label={t('ask.role')} options={[{ value: '', text: '–' }, ...options]} />
}

/** Somebody without an account is asked to comment, approve or sign, by a link that works once. */
export function AskPage(props: RoadFormProps) {
  const { t, agreement } = props
  const all = Array.from({ length: agreement.parties.length + 1 }, (_, at) => at)
  return (
    <Framed
      {...props}
      title={t('ask.title')}
      lead={t('ask.lead')}
      action={`${agreementPage(agreement)}/ask`}
      words="ask"
      save={t('ask.send')}
    >
      <EntryFields {...entry(props, 'ask')} shape={askForm.shape} only={['what']} />
      <PartyField {...props} parties={all} />
      <RoleField {...props} />
      <EntryFields
        {...entry(props, 'ask')}
        shape={askForm.shape}
        only={['name', 'post', 'address', 'speaks', 'until']}
      />
    </Framed>
  )
}

/** An approval or a signature by hand, with its scan. */
export function InkPage(props: RoadFormProps) {
  const { t, agreement, answers, drafts } = props
  const left = unsignedOf(agreement.parties.length, answers, drafts.at(-1)?.number ?? 0)
  return (
    <Framed
      {...props}
      title={t('ink.title')}
      lead={t('ink.lead')}
      action={`${agreementPage(agreement)}/ink`}
      words="ink"
      save={t('ink.save')}
      multipart
    >
      <EntryFields {...entry(props, 'ink')} shape={inkForm.shape} only={['what']} />
      <PartyField {...props} parties={left} />
      <RoleField {...props} />
      <EntryFields {...entry(props, 'ink')} shape={inkForm.shape} only={['name', 'post', 'on', 'lies']} />
      <FileField
        name="file"
        label={t('ink.scan')}
        accept="application/pdf,image/*"
        error={saidOf(props.tried.problems, 'file', t.language, t)}
      />
    </Framed>
  )
}

/** An annex, the scanned agreement or another file. */
export function PaperFormPage(props: RoadFormProps) {
  const { t, agreement, tried } = props
  return (
    <Framed
      {...props}
      title={t('papers.add')}
      lead={t('papers.lead')}
      action={`${agreementPage(agreement)}/papers/new`}
      words="paper"
      save={t('form.save')}
      multipart
    >
      <SelectField
        name="what"
        label={t('paper.what')}
        options={(['annex', 'scan', 'other'] as const).map((value) => ({
          value,
          text: t(`paper.what.${value}`),
          selected: tried.typed.what === value,
        }))}
      />
      <FileField
        name="file"
        label={t('paper.file')}
        accept="application/pdf,image/*"
        error={saidOf(tried.problems, 'file', t.language, t)}
      />
      <TextArea name="title" label={t('paper.title')} rows={1} value={tried.typed.title ?? ''} />
    </Framed>
  )
}

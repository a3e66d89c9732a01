import type { Href } from '../../platform/jsx-runtime.ts'
import type { Form as ReadForm } from '../../platform/web/form.ts'
import { errorOf } from '../../platform/web/words.ts'
import type { Language } from '../../platform/words/languages.ts'
import { Actions, Button, ButtonLink, Crumbs, Form, Notice, PageTitle, Section, TextField } from '../../ui/index.ts'
import type { Law } from '../law/index.ts'
import type { StayRecord } from '../stays/index.ts'
import type { Student } from '../students/index.ts'
import { studyEndOf } from './known.ts'
import type { Dean } from './opening.ts'
import { VisaTotal } from './shared.tsx'
import type { VisaCase } from './store.ts'
import { visasWords } from './words.ts'

interface AskPageProps {
  readonly student: Student
  readonly records: readonly StayRecord[]
  readonly cases: readonly VisaCase[]
  readonly law: Law
  readonly language: Language
  readonly back: { readonly href: Href; readonly text: string }
  /** Where the cases stand for this reader. */
  readonly casesAt: Href
  readonly action: Href
  /** Who signs, as the last application had it; the office asks without. */
  readonly dean: Dean | null
  readonly form?: ReadForm<unknown> | undefined
  /** Who only reads asks for nothing. */
  readonly mayAsk?: boolean
}

/** One student's study visa: what has been used, where the cases stand, and the next one asked for. */
export function AskPage(props: AskPageProps) {
  const { student, records, cases, law, language, back } = props
  const t = visasWords(language)
  const open = cases.find(({ isOpen }) => isOpen)
  return (
    <>
      <Crumbs label={back.text} steps={[back, { text: student.number }]} />
      <PageTitle title={student.name} lead={student.programmeName[language]} />
      {open ? (
        <Notice tone="ok" title={t('ask.open', { number: open.number ?? '' })}>
          <Actions>
            <ButtonLink href={`${props.casesAt}/${open.id}`}>{t('ask.go')}</ButtonLink>
          </Actions>
        </Notice>
      ) : (
        props.mayAsk !== false && <AskForm {...props} />
      )}
      <VisaTotal records={records} studyEnds={studyEndOf(student, records, law)} law={law} language={language} />
      <Earlier {...props} />
    </>
  )
}

function AskForm({ student, cases, action, dean, form, language }: AskPageProps) {
  const t = visasWords(language)
  return (
    <Section title={t(cases.length > 0 ? 'ask.extend' : 'ask.first')}>
      <p>{t(dean ? 'ask.lead' : 'ask.officeLead')}</p>
      <Form action={action} method="post" label={t('ask.button', { name: student.name })}>
        {dean && (
          <>
            <TextField
              name="name"
              label={t('ask.deanName')}
              hint={t('ask.deanName.hint')}
              value={form?.typed.name ?? dean.name}
              error={errorOf(form, 'name', language, t)}
            />
            <TextField
              name="post"
              label={t('ask.deanPost')}
              hint={t('ask.deanPost.hint')}
              value={form?.typed.post ?? dean.post}
              error={errorOf(form, 'post', language, t)}
            />
          </>
        )}
        <Actions>
          <Button>{t(dean ? 'ask.do' : 'ask.officeDo')}</Button>
        </Actions>
      </Form>
    </Section>
  )
}

function Earlier({ cases, casesAt, language }: AskPageProps) {
  const t = visasWords(language)
  const closed = cases.filter(({ isOpen }) => !isOpen)
  if (closed.length === 0) return null
  return (
    <Section title={t('ask.earlier')}>
      <ul>
        {closed.map(({ id, number, stage }) => (
          <li>
            <a href={`${casesAt}/${id}`}>{number}</a>: {t.find(`stage.${stage}`) ?? stage}
          </li>
        ))}
      </ul>
    </Section>
  )
}

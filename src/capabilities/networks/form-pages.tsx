import type { Href } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  Crumbs,
  Form,
  HiddenField,
  Notice,
  PageTitle,
  Stack,
} from '../../ui/index.ts'
import { type Desk, type Telling, workAddress } from './desk.ts'
import type { FormOf } from './forms.ts'
import type { Work, WorkLine } from './rules.ts'
import { sayLine } from './said.tsx'
import { networksWords } from './words.ts'
import { WorkFields, WorkProblems } from './work-fields.tsx'

/** A form as it came back, with what stands against it. */
export interface Slip {
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly refusal?: string | null
}

interface FrameProps extends Slip {
  readonly desk: Desk
  readonly telling: Telling
  readonly form: FormOf
  readonly work: Work | null
  readonly title: string
  readonly action: Href
  readonly back: Href
  readonly hidden: Readonly<Record<string, string | number>>
}

function FormFrame(props: FrameProps) {
  const { desk, telling, work, title, action, back, hidden, refusal } = props
  const t = networksWords(telling.language)
  const top = { text: desk.title(telling.language), href: desk.address }
  const middle = work ? [{ text: work.name[telling.language], href: workAddress(work) }] : []
  return (
    <>
      <WorkProblems {...props} />
      <Crumbs label={top.text} steps={[top, ...middle, { text: title }]} />
      <PageTitle title={title} lead={t('form.lead')} />
      {refusal && <Notice tone="late" role="alert" title={refusal} />}
      <Form action={action} method="post" label={title}>
        {Object.entries(hidden).map(([name, value]) => (
          <HiddenField name={name} value={value} />
        ))}
        <WorkFields {...props} />
        <Actions>
          <Button>{t('form.save')}</Button>
          <ButtonLink href={back} tone="soft">
            {t('form.back')}
          </ButtonLink>
        </Actions>
      </Form>
    </>
  )
}

type WorkFormProps = Slip & Pick<FrameProps, 'desk' | 'telling' | 'form' | 'work'> & { kind: string; id: string }

/** The form of a work, a new one or one that is there. */
export function WorkFormPage(props: WorkFormProps) {
  const { desk, telling, work, kind, id, typed } = props
  const t = networksWords.byData(telling.language)
  const address = work ? workAddress(work) : desk.address
  return (
    <Stack>
      <FormFrame
        {...props}
        title={work ? t('work.edit') : t(`add.${kind}`)}
        action={work ? `${address}/edit` : `${address}/new`}
        back={work ? address : `${address}?kind=${kind}`}
        hidden={work ? { seen: typed.seen ?? work.version } : { id, kind }}
      />
    </Stack>
  )
}

type LineFormProps = Slip &
  Pick<FrameProps, 'desk' | 'telling' | 'form'> & { work: Work; line: WorkLine | null; kind: string; id: string }

/** The form of a line, a new one or one that is there; and the way to take it out. */
export function LineFormPage(props: LineFormProps) {
  const { telling, form, work, line, kind, id, typed } = props
  const t = networksWords.byData(telling.language)
  const back = workAddress(work)
  return (
    <Stack>
      <FormFrame
        {...props}
        title={line ? sayLine(telling, form, line) : t(`add.${kind}`)}
        action={`${back}/lines/${line ? line.id : 'new'}`}
        back={back}
        hidden={line ? { seen: typed.seen ?? line.version } : { id, kind }}
      />
      {line && (
        <Confirm open={t('line.remove')} tone="soft">
          <p>{t('line.remove.text')}</p>
          <Form action={`${back}/lines/${line.id}/removal`} method="post" label={t('line.remove')}>
            <Actions>
              <Button tone="danger">{t('line.remove')}</Button>
            </Actions>
          </Form>
        </Confirm>
      )}
    </Stack>
  )
}

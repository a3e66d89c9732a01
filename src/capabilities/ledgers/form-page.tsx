import type { Href } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { formWords, sayProblem } from '../../platform/web/words.ts'
import { languages } from '../../platform/words/languages.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  Crumbs,
  ErrorSummary,
  Form,
  HiddenField,
  Notice,
  PageTitle,
  Stack,
} from '../../ui/index.ts'
import { LedgerFields } from './fields.tsx'
import type { Ground } from './ground.ts'
import type { Ledger } from './ledger.ts'

interface FormProps {
  readonly ledger: Ledger
  readonly ground: Ground
  readonly crumbs: readonly { readonly text: string; readonly href: Href }[]
  readonly title: string
  readonly action: Href
  readonly back: Href
  /** The fresh id of a new record, or the version of one that is there. */
  readonly hidden: { readonly name: 'id' | 'seen'; readonly value: string | number }
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly refusal: string | null
  /** Where a part is taken away. */
  readonly removal?: Href
}

/** The form of a record or of a part, a new one or one that is there. */
export function FormPage(props: FormProps) {
  const { ground, title, action, back, hidden, refusal } = props
  const { t } = ground
  return (
    <Stack>
      <Slips {...props} />
      <Crumbs label={t('form.way')} steps={[...props.crumbs, { text: title }]} />
      <PageTitle title={title} />
      {refusal && <Notice tone="late" role="alert" title={refusal} />}
      <Form action={action} method="post" label={title}>
        <HiddenField {...hidden} />
        <LedgerFields {...props} />
        <Actions>
          <Button>{t('form.save')}</Button>
          <ButtonLink href={back} tone="soft">
            {t('form.back')}
          </ButtonLink>
        </Actions>
      </Form>
      {props.removal && <Removal t={t} action={props.removal} version={hidden.value} />}
    </Stack>
  )
}

function Removal({ t, action, version }: { t: Ground['t']; action: Href; version: string | number }) {
  return (
    <Confirm open={t('part.remove')}>
      <p>{t('part.removeText')}</p>
      <Form action={action} method="post">
        <HiddenField name="seen" value={version} />
        <Actions>
          <Button tone="danger">{t('part.remove')}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}

/** What is wrong with a form, each with a link to its input. */
export function Slips({ ledger, ground: { t }, problems }: Pick<FormProps, 'ledger' | 'ground' | 'problems'>) {
  if (problems.length === 0) return null
  return (
    <ErrorSummary
      title={formWords(t.language)('form.summary', { count: problems.length })}
      problems={problems.map((one) => ({
        href: `#${one.field}`,
        text: `${nameOf(t, ledger, one.field)}: ${sayProblem(one, t.language, t)}`,
      }))}
    />
  )
}

function nameOf(t: Ground['t'], { name }: Ledger, field: string): string {
  const [, base = field] = new RegExp(`^(.+)\\.(?:${languages.join('|')})$`).exec(field) ?? []
  return t.find(`${name}.${base}`) ?? t.find(`note.${base}`) ?? field
}

import type { Href } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { formWords, saidOf, sayProblem } from '../../platform/web/words.ts'
import { languageNames, languages } from '../../platform/words/languages.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Columns,
  Confirm,
  ErrorSummary,
  FieldGroup,
  Form,
  HiddenField,
  Link,
  Notice,
  PageTitle,
  SelectField,
  TextArea,
  TextField,
} from '../../ui/index.ts'
import { countryOptions } from '../cases/index.ts'
import type { Law } from '../law/index.ts'
import { deskAddress, oneAddress, sayPart } from './desk-pages.tsx'
import { type Part, type Programme, partKinds, placesFor } from './rules.ts'
import type { Say } from './words.ts'

interface FormProps {
  readonly t: Say
  readonly typed: Typed
  readonly problems: readonly Problem[]
  /** What stands above the form, when it could not be saved for another reason than a slip. */
  readonly refusal?: string | undefined
}

function Slips({ t, problems, refusal }: FormProps) {
  if (refusal) return <Notice tone="late" title={refusal} role="alert" />
  if (problems.length === 0) return null
  return (
    <ErrorSummary
      title={formWords(t.language)('form.summary', { count: problems.length })}
      problems={problems.map((one) => ({ href: `#${one.field}`, text: sayProblem(one, t.language, t) }))}
    />
  )
}

/** One field in three languages. */
function InThree({ t, typed, problems, of, hint, long }: FormProps & { of: string; hint?: string; long?: boolean }) {
  const Field = long ? TextArea : TextField
  return (
    <FieldGroup legend={t.find(`field.${of}`) ?? ''} hint={hint}>
      <Columns>
        {languages.map((language) => (
          <Field
            name={`${of}.${language}`}
            label={languageNames[language]}
            lang={language}
            value={typed[`${of}.${language}`] ?? ''}
            error={saidOf(problems, `${of}.${language}`, t.language, t)}
          />
        ))}
      </Columns>
    </FieldGroup>
  )
}

/** Who funds, from which country and for which years; for a new programme and for one that changes. */
export function ProgrammeForm(props: FormProps & { law: Law; programme: Programme | null; id: string }) {
  const { t, law, typed, problems, programme, id } = props
  const back = programme ? oneAddress(programme) : deskAddress
  const action: Href = programme ? `${back}/edit` : `${deskAddress}/new`
  const line = (name: 'from' | 'to') => (
    <TextField
      name={name}
      label={t(`field.${name}`)}
      value={typed[name] ?? ''}
      width="half"
      error={saidOf(problems, name, t.language, t)}
    />
  )
  return (
    <>
      <Slips {...props} />
      <PageTitle
        title={programme ? t('desk.edit') : t('desk.new')}
        over={<Link href={back}>{programme?.name[t.language] ?? t('desk.title')}</Link>}
      />
      <Form action={action} method="post">
        {programme ? (
          <HiddenField name="version" value={typed.version ?? programme.version} />
        ) : (
          <HiddenField name="id" value={id} />
        )}
        <InThree {...props} of="name" />
        <InThree {...props} of="funder" hint={t('field.allOrNone')} />
        <SelectField
          name="country"
          label={t('field.country')}
          options={countryOptions(law, t, typed.country ?? '', t('field.noCountry'))}
          width="half"
          error={saidOf(problems, 'country', t.language, t)}
        />
        {line('from')}
        {line('to')}
        <Actions>
          <Button>{t('desk.save')}</Button>
          <ButtonLink href={back} tone="soft">
            {t('desk.back')}
          </ButtonLink>
        </Actions>
      </Form>
    </>
  )
}

interface PartProps extends FormProps {
  readonly programme: Programme
  /** Null: a new one. */
  readonly part: Part | null
}

/** One thing that is said of a programme. */
export function PartForm(props: PartProps) {
  const { t, typed, problems, programme, part } = props
  const here = oneAddress(programme)
  const error = (name: string) => saidOf(problems, name, t.language, t)
  return (
    <>
      <Slips {...props} />
      <PageTitle
        title={part ? t('part.change') : t('part.add')}
        over={<Link href={here}>{programme.name[t.language]}</Link>}
      />
      <Form action={part ? `${here}/parts/${part.key}` : `${here}/parts/new`} method="post">
        <HiddenField name="key" value={typed.key ?? ''} />
        <HiddenField name="version" value={typed.version ?? programme.version} />
        <SelectField
          name="kind"
          label={t('field.kind')}
          options={partKinds.map((kind) => ({ value: kind, text: t(`kinds.${kind}`), selected: kind === typed.kind }))}
          error={error('kind')}
        />
        <SelectField
          name="under"
          label={t('field.under')}
          options={[
            { value: '', text: t('field.underNone') },
            ...placesFor(programme, part?.key).map((one) => ({
              value: one.key,
              text: sayPart(t, one),
              selected: one.key === typed.under,
            })),
          ]}
          error={error('under')}
        />
        <InThree {...props} of="text" long />
        <TextField
          name="number"
          label={t('field.number')}
          value={typed.number ?? ''}
          width="half"
          error={error('number')}
        />
        <TextField
          name="years"
          label={t('field.partYears')}
          value={typed.years ?? ''}
          width="half"
          error={error('years')}
        />
        <InThree {...props} of="by" hint={t('field.byHint')} />
        <TextField
          name="url"
          label={t('field.url')}
          hint={t('field.urlHint')}
          value={typed.url ?? ''}
          error={error('url')}
        />
        <InThree {...props} of="note" hint={t('field.noteHint')} />
        <Actions>
          <Button>{t('desk.save')}</Button>
          <ButtonLink href={here} tone="soft">
            {t('desk.back')}
          </ButtonLink>
        </Actions>
      </Form>
      {part && (
        <Confirm open={t('part.remove')}>
          <p>{t('part.removeText')}</p>
          <Form action={`${here}/parts/${part.key}/removal`} method="post">
            <HiddenField name="version" value={programme.version} />
            <Actions>
              <Button tone="danger">{t('part.remove')}</Button>
            </Actions>
          </Form>
        </Confirm>
      )}
    </>
  )
}

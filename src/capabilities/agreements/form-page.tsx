import { saidOf } from '../../platform/web/words.ts'
import {
  Actions,
  Button,
  ButtonLink,
  CheckField,
  Crumbs,
  FieldGroup,
  Form,
  HiddenField,
  More,
  Notice,
  PageTitle,
  SelectField,
  Stack,
  TextField,
} from '../../ui/index.ts'
import { EntryFields, EntryProblems, type Tried } from '../cases/index.ts'
import type { Office } from '../institutions/index.ts'
import type { Law } from '../law/index.ts'
import { broadFields, sayField } from './education-fields.ts'
import { agreementForm, chosen, mostPlaces, placeLevels } from './form-rules.ts'
import { type Agreement, agreementKinds, exchangeKinds, keptStates } from './rules.ts'
import { agreementPage, agreementsAddress } from './said.tsx'
import { agreementsWords, type Say } from './words.ts'

interface FormProps extends Tried {
  readonly t: Say
  readonly law: Law
  readonly id: string
  /** Null for a new one. */
  readonly agreement: Agreement | null
  readonly units: Office['units']
  readonly refusal: string | null
}

/** The form of an agreement: one that stands already, or one that is there. */
export function AgreementFormPage(props: FormProps) {
  const { t, law, id, agreement, refusal, typed, problems } = props
  const title = agreement ? agreement.title[t.language] : t('list.add')
  const base = agreement ? agreementPage(agreement) : agreementsAddress
  const words = { t: agreementsWords.byData(t.language), words: 'agreement', problems, typed, law }
  const fields = (only: readonly string[]) => <EntryFields {...words} shape={agreementForm.shape} only={only} />
  return (
    <Stack>
      <EntryProblems {...words} />
      <Crumbs label={t('list.title')} steps={[{ text: t('list.title'), href: agreementsAddress }, { text: title }]} />
      <PageTitle title={title} lead={t(agreement ? 'form.lead' : 'form.newLead')} />
      {refusal && <Notice tone="late" role="alert" title={refusal} />}
      <Form action={agreement ? `${base}/edit` : `${base}/new`} method="post" label={title}>
        {agreement ? (
          <HiddenField name="seen" value={typed.seen ?? agreement.version} />
        ) : (
          <HiddenField name="id" value={id} />
        )}
        {fields(['title', 'parties'])}
        <Select {...props} name="kind" values={agreementKinds} say={(kind) => t(`kind.${kind}`)} />
        {agreement?.caseId ? (
          <HiddenField name="state" value={agreement.keptState} />
        ) : (
          <Select {...props} name="state" values={keptStates} say={(state) => t(`state.${state}`)} />
        )}
        {fields(['number', 'signedOn', 'from', 'until', 'renewsItself', 'renewMonths', 'noticeDays'])}
        {fields(['condition', 'lookOn', 'subject'])}
        <FieldGroup legend={t('agreement.exchange')}>
          {exchangeKinds.map((kind) => (
            <Tick typed={typed} name={`exchange.${kind}`} text={t(`exchange.${kind}`)} />
          ))}
        </FieldGroup>
        <Places {...props} />
        <Fields {...props} />
        {fields(['specialties'])}
        <UnitField {...props} />
        {fields(['contact', 'note', 'shown'])}
        <Actions>
          <Button>{t('form.save')}</Button>
          <ButtonLink href={base} tone="soft">
            {t('form.back')}
          </ButtonLink>
        </Actions>
      </Form>
    </Stack>
  )
}

interface SelectProps<Value extends string> extends FormProps {
  readonly name: 'kind' | 'state'
  readonly values: readonly Value[]
  readonly say: (value: Value) => string
}

function Select<Value extends string>({ t, typed, problems, name, values, say }: SelectProps<Value>) {
  const choose = { value: '', text: t('form.choose') }
  return (
    <SelectField
      name={name}
      label={t(`agreement.${name}`)}
      error={saidOf(problems, name, t.language, t)}
      options={[choose, ...values.map((value) => ({ value, text: say(value), selected: typed[name] === value }))]}
    />
  )
}

function UnitField({ t, typed, units }: FormProps) {
  const none = { value: '', text: t('unit.whole') }
  const options = units.map(({ id, name }) => ({ value: id, text: name[t.language], selected: typed.unit === id }))
  return <SelectField name="unit" label={t('agreement.unit')} options={[none, ...options]} />
}

const Tick = ({ typed, name, text }: { typed: Tried['typed']; name: string; text: string }) => (
  <CheckField name={name} label={text} checked={typed[name] === 'yes'} />
)

// Two empty rows stand below those that are filled: more come when the form is saved.
function Places({ t, typed, problems }: FormProps) {
  const filled = Array.from({ length: mostPlaces }, (_, at) => at).filter((at) => typed[`places.${at}.perYear`]).length
  const rows = Array.from({ length: Math.min(mostPlaces, filled + 2) }, (_, at) => at)
  const error = saidOf(problems, 'places', t.language, t)
  return (
    <FieldGroup legend={t('agreement.places')}>
      <p id="places">{t('places.hint')}</p>
      {error && <Notice tone="late" title={error} />}
      {rows.map((at) => (
        <More title={t('places.row', { at: at + 1 })} open={at < filled || (at === 0 && filled === 0)}>
          <PlaceRow t={t} typed={typed} at={at} />
        </More>
      ))}
    </FieldGroup>
  )
}

function PlaceRow({ t, typed, at }: { t: Say; typed: Tried['typed']; at: number }) {
  const name = (part: string) => `places.${at}.${part}`
  const select = (part: 'direction' | 'level', options: readonly { value: string; text: string }[]) => (
    <SelectField
      name={name(part)}
      label={t(`places.${part}`)}
      width="half"
      options={options.map((one) => ({ ...one, selected: typed[name(part)] === one.value }))}
    />
  )
  const number = (part: 'perYear' | 'months') => (
    <TextField
      name={name(part)}
      label={t(part === 'months' ? 'places.months.label' : 'places.perYear')}
      value={typed[name(part)] ?? ''}
      width="short"
      autocomplete="off"
    />
  )
  return (
    <>
      {select('direction', [
        { value: 'out', text: t('direction.out') },
        { value: 'in', text: t('direction.in') },
      ])}
      {select('level', [
        { value: '', text: '–' },
        ...placeLevels.map((value) => ({ value, text: t(`level.${value}`) })),
      ])}
      {number('perYear')}
      {number('months')}
    </>
  )
}

// The narrow and detailed fields stand below their broad one, in English: the source has no other words.
function Fields({ t, typed }: FormProps) {
  const ticked = new Set(chosen(typed, 'field.'))
  return (
    <FieldGroup legend={t('agreement.fields')}>
      <p>{t('fields.hint')}</p>
      {broadFields.map(({ broad, below }) => (
        <More
          title={`${broad.code} ${sayField(t, broad.code)}`}
          open={[broad, ...below].some(({ code }) => ticked.has(code))}
        >
          <Tick
            typed={typed}
            name={`field.${broad.code}`}
            text={t('fields.whole', { field: sayField(t, broad.code) })}
          />
          {below.map(({ code, label }) => (
            <Tick typed={typed} name={`field.${code}`} text={`${code} ${label}`} />
          ))}
        </More>
      ))}
    </FieldGroup>
  )
}

import type { Problem, Typed } from '../../platform/web/form.ts'
import { dayParts, saidOf } from '../../platform/web/words.ts'
import {
  Actions,
  Button,
  Confirm,
  Crumbs,
  DayField,
  Form,
  HiddenField,
  Link,
  Notice,
  PageTitle,
  RadioField,
  Section,
  SelectField,
  TextField,
} from '../../ui/index.ts'
import type { Law } from '../law/index.ts'
import { memberStates, type Standing } from './member-store.ts'
import { fullName, type Member, memberFields } from './members.ts'
import type { InvitationSay } from './words.ts'

export interface Tried {
  readonly form: 'member' | 'state' | 'sheet'
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly notice?: string
}

interface MemberFormProps {
  readonly t: InvitationSay
  readonly law: Law
  readonly action: `/desk/${string}`
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly button: string
  readonly formKey?: string
}

/** What is typed of one member, in the order in which the passport says it. */
export function MemberForm({ t, law, action, typed, problems, button, formKey }: MemberFormProps) {
  return (
    <Form action={action} method="post" label={button}>
      {formKey && <HiddenField name="key" value={formKey} />}
      {memberFields.map((field) => (
        <MemberField t={t} law={law} field={field} typed={typed} error={saidOf(problems, field, t.language, t)} />
      ))}
      <Actions>
        <Button>{button}</Button>
      </Actions>
    </Form>
  )
}

interface MemberFieldProps {
  readonly t: InvitationSay
  readonly law: Law
  readonly field: (typeof memberFields)[number]
  readonly typed: Typed
  readonly error: string | undefined
}

function MemberField({ t, law, field, typed, error }: MemberFieldProps) {
  const common = { name: field, label: t(`fact.${field}`), error }
  if (field === 'citizenship')
    return <SelectField {...common} options={countries(t, law, typed.citizenship)} width="half" />
  if (field === 'birthDay' || field === 'passportIssued' || field === 'passportEnds')
    return (
      <DayField
        {...common}
        words={dayParts(t.language)}
        value={partsOf(typed, field)}
        birthday={field === 'birthDay'}
      />
    )
  return <TextField {...common} value={typed[field]} width={field === 'passportNumber' ? 'half' : 'full'} />
}

function countries(t: InvitationSay, law: Law, chosen: string | undefined) {
  const named = law.countries.map(({ code, name }) => ({
    value: code,
    text: name[t.language],
    selected: code === chosen,
  }))
  return [
    { value: '', text: t('members.chooseCountry') },
    ...named.toSorted((one, other) => one.text.localeCompare(other.text, t.language)),
  ]
}

function partsOf(typed: Typed, field: string) {
  const [year = '', month = '', day = ''] = (typed[field] ?? '').split('-')
  return {
    day: typed[`${field}.day`] ?? day,
    month: typed[`${field}.month`] ?? month,
    year: typed[`${field}.year`] ?? year,
  }
}

interface MemberPageProps {
  readonly t: InvitationSay
  readonly law: Law
  readonly back: `/desk/${string}`
  readonly member: Member
  readonly standing: Standing | undefined
  readonly mayChange: boolean
  readonly maySay: boolean
  readonly tried: Tried | null
}

/** One member of a delegation: the data while the letter is prepared, and later what became of them. */
export function MemberPage(props: MemberPageProps) {
  const { t, law, back, member, mayChange, maySay, tried } = props
  const at = `${back}/${member.id}` as const
  return (
    <>
      <Crumbs
        label={t('members.title')}
        steps={[{ text: t('members.title'), href: back }, { text: fullName(member) }]}
      />
      <PageTitle title={fullName(member)} />
      {tried?.notice && (
        <Notice tone="late" role="alert">
          {tried.notice}
        </Notice>
      )}
      {mayChange && (
        <>
          <MemberForm
            t={t}
            law={law}
            action={at}
            typed={tried?.form === 'member' ? tried.typed : asTyped(member)}
            problems={tried?.form === 'member' ? tried.problems : []}
            button={t('members.save')}
          />
          <Confirm open={t('members.remove')}>
            <p>{t('members.removeSure', { name: fullName(member) })}</p>
            <Form action={`${at}/removal`} method="post">
              <Actions>
                <Button tone="danger">{t('members.remove')}</Button>
              </Actions>
            </Form>
          </Confirm>
        </>
      )}
      {maySay && <StateForm {...props} action={`${at}/state`} />}
      <p>
        <Link href={back}>{t('members.back')}</Link>
      </p>
    </>
  )
}

const asTyped = ({ id: _, ...member }: Member): Typed => member

function StateForm({ t, standing, action, tried }: MemberPageProps & { action: `/desk/${string}` }) {
  const typed = tried?.form === 'state' ? tried.typed : {}
  const errorOf = (field: string) =>
    tried?.form === 'state' ? saidOf(tried.problems, field, t.language, t) : undefined
  const now = typed.state ?? standing?.state ?? 'expected'
  if (standing?.state === 'arrived') return <Notice tone="ok">{t('members.arrivedStays')}</Notice>
  return (
    <Section title={t('members.became')}>
      <Form action={action} method="post">
        <RadioField
          name="state"
          label={t('members.state')}
          error={errorOf('state')}
          options={(['expected', ...memberStates] as const).map((state) => ({
            value: state,
            text: t(`members.state.${state}`),
            selected: state === now,
          }))}
        />
        <DayField
          name="on"
          label={t('members.on')}
          words={dayParts(t.language)}
          value={partsOf({ on: standing?.on ?? '', ...typed }, 'on')}
          error={errorOf('on')}
        />
        <Actions>
          <Button>{t('members.sayState')}</Button>
        </Actions>
      </Form>
    </Section>
  )
}

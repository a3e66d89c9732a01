import { roles } from '../../platform/sessions/index.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { formWords, saidOf, sayProblem } from '../../platform/web/words.ts'
import { languageNames, languages } from '../../platform/words/languages.ts'
import {
  Actions,
  Button,
  Crumbs,
  ErrorSummary,
  Form,
  Link,
  PageTitle,
  RadioField,
  SelectField,
  TextField,
} from '../../ui/index.ts'
import type { Unit } from '../institutions/index.ts'
import { peopleWords } from '../people/index.ts'
import { staffAddress } from './pages.tsx'
import { invitationDays } from './rules.ts'
import type { StaffSay } from './words.ts'

export interface Filled {
  readonly t: StaffSay
  readonly units: readonly Unit[]
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

/** Who is invited, as what, and in which language the mail is. */
export function InvitePage(props: Filled) {
  const { t, typed } = props
  return (
    <>
      <Crumbs
        label={t('staff.title')}
        steps={[{ text: t('staff.title'), href: staffAddress }, { text: t('staff.invite') }]}
      />
      <Slips {...props} />
      <PageTitle title={t('invite.title')} lead={t('invite.lead', { days: invitationDays })} />
      <Form action={`${staffAddress}/invitations`} method="post">
        <TextField name="name" label={t('staff.name')} value={typed.name} width="half" error={errorOf(props, 'name')} />
        <TextField
          name="email"
          type="email"
          label={t('invite.email')}
          hint={t('invite.emailHint')}
          value={typed.email}
          width="half"
          spellcheck="false"
          autocapitalize="none"
          error={errorOf(props, 'email')}
        />
        <SelectField
          name="language"
          label={t('invite.language')}
          width="half"
          error={errorOf(props, 'language')}
          options={languages.map((value) => ({
            value,
            text: languageNames[value],
            selected: typed.language === value,
          }))}
        />
        <RoleFields {...props} />
        <Actions>
          <Button>{t('invite.send')}</Button>
          <Link href={staffAddress}>{t('invite.cancel')}</Link>
        </Actions>
      </Form>
    </>
  )
}

/** What is wrong with a form, on top of its page. */
export function Slips({ t, problems }: Filled) {
  if (problems.length === 0) return null
  return (
    <ErrorSummary
      title={formWords(t.language)('form.summary', { count: problems.length })}
      problems={problems.map((problem) => ({ href: `#${problem.field}`, text: sayProblem(problem, t.language, t) }))}
    />
  )
}

export function errorOf({ t, problems }: Filled, field: string): string | undefined {
  return saidOf(problems, field, t.language, t)
}

/** The role, its unit where it has one, and its last day. */
export function RoleFields(props: Filled) {
  const { t, typed } = props
  const say = peopleWords(t.language)
  return (
    <>
      <RadioField
        name="role"
        label={t('staff.role')}
        error={errorOf(props, 'role')}
        options={roles.map((value) => ({
          value,
          text: say(`role.${value}`),
          hint: t(`role.${value}.may`),
          selected: typed.role === value,
        }))}
      />
      <UnitField {...props} />
      <UntilField {...props} />
    </>
  )
}

export function UnitField(props: Filled & { id?: string }) {
  const { t, units, typed } = props
  return (
    <SelectField
      name="unit"
      id={props.id}
      label={t('staff.unit')}
      hint={t('staff.unitHint')}
      width="half"
      error={errorOf(props, 'unit')}
      options={[
        { value: '', text: t('staff.noUnit') },
        ...units.map(({ id, name }) => ({ value: id, text: name[t.language], selected: typed.unit === id })),
      ]}
    />
  )
}

export function UntilField(props: Filled & { id?: string }) {
  const { t, typed } = props
  return (
    <TextField
      name="until"
      id={props.id}
      label={t('staff.until')}
      hint={t('staff.untilHint')}
      value={typed.until}
      width="short"
      error={errorOf(props, 'until')}
    />
  )
}

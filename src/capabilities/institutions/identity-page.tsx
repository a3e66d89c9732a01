import type { Html } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { formWords, saidOf } from '../../platform/web/words.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Crumbs,
  ErrorSummary,
  Form,
  Mark,
  Notice,
  PageTitle,
  Stack,
  TextArea,
  TextField,
} from '../../ui/index.ts'
import { sayProblem, type T } from './pages.tsx'
import type { Institution } from './rules.ts'

interface Props {
  readonly t: T
  readonly institution: Institution
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly notice: string | null
}

/** What the institution is recognised by: its colour, its mark, and a host of its own. */
export function IdentityPage({ t, institution, typed, problems, notice }: Props): Html {
  const errorOf = (field: string) => saidOf(problems, field, t.language, t)
  return (
    <Stack>
      {problems.length > 0 && (
        <ErrorSummary
          title={formWords(t.language)('form.summary', { count: problems.length })}
          problems={problems.map((one) => ({ href: `#${one.field}`, text: sayProblem(t, one) }))}
        />
      )}
      <Crumbs
        label={t('office.title')}
        steps={[{ text: t('office.title'), href: '/desk/office' }, { text: t('identity.title') }]}
      />
      <PageTitle title={t('identity.title')} lead={t('identity.lead')} />
      {notice && <Notice tone="ok" role="status" title={notice} />}
      <p>
        <Mark lines={institution.mark} /> {institution.short[t.language]}
      </p>
      <Form action="/desk/office/identity" method="post" label={t('identity.title')}>
        <TextField
          name="colour"
          label={t('identity.colour')}
          hint={t('identity.colourHint')}
          value={typed.colour ?? institution.colour}
          error={errorOf('colour')}
          width="half"
          mono
        />
        <TextField
          name="host"
          label={t('identity.host')}
          hint={t('identity.hostHint')}
          value={typed.host ?? institution.host ?? ''}
          error={errorOf('host')}
        />
        <TextArea
          name="mark"
          label={t('identity.mark')}
          hint={t('identity.markHint')}
          value={typed.mark ?? institution.mark.join('\n')}
          rows={4}
          error={errorOf('mark')}
        />
        <Actions>
          <Button>{t('identity.save')}</Button>
          <ButtonLink tone="soft" href={`/${institution.id}/${t.language}/`}>
            {t('identity.look')}
          </ButtonLink>
        </Actions>
      </Form>
      <Form action="/desk/office/identity/restoration" method="post" label={t('identity.restore')}>
        <Actions>
          <Button tone="soft">{t('identity.restore')}</Button>
        </Actions>
      </Form>
    </Stack>
  )
}

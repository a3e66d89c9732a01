import type { Problem } from '../../platform/web/form.ts'
import { sayProblem } from '../../platform/web/words.ts'
import type { Language } from '../../platform/words/languages.ts'
import {
  Actions,
  Button,
  ButtonLink,
  CheckField,
  Confirm,
  Crumbs,
  Form,
  HiddenField,
  PageTitle,
  TextField,
} from '../../ui/index.ts'
import type { Filter } from './list-filter.ts'
import { queryOf } from './list-filter.ts'
import { listAddress, withFilter } from './list-page.tsx'
import type { Procedure } from './procedure.ts'
import type { SavedView } from './view-store.ts'
import { casesWords } from './words.ts'

interface ViewPageProps {
  readonly procedure: Procedure
  readonly language: Language
  readonly filter: Filter
  /** What it shows, in words. */
  readonly said: string
  readonly view: SavedView | null
  readonly typed: { readonly name: string; readonly shared: boolean }
  readonly problems: readonly Problem[]
}

/** Gives the list as it stands a name, or changes a view that has one. */
export function ViewPage({ procedure, language, filter, said, view, typed, problems }: ViewPageProps) {
  const t = casesWords(language)
  const back = withFilter(procedure, '', filter, view?.id)
  const title = view ? t('view.change') : t('view.save')
  const action = `${listAddress(procedure)}/views${view ? `/${view.id}` : ''}` as const
  const slip = problems.find(({ field }) => field === 'name')
  return (
    <>
      <Crumbs
        label={t('list.way')}
        steps={[{ text: procedure.words(language)('names'), href: back }, { text: title }]}
      />
      <PageTitle title={title} lead={said} />
      <Form action={action} method="post" label={title}>
        <HiddenField name="query" value={queryOf({ ...filter, after: null }, procedure)} />
        <TextField
          name="name"
          label={t('view.name')}
          hint={t('view.name.hint')}
          value={typed.name}
          width="half"
          maxlength={60}
          error={slip && sayProblem(slip, language, t)}
        />
        <CheckField name="shared" label={t('view.shared')} hint={t('view.shared.hint')} checked={typed.shared} />
        <Actions>
          <Button>{t('view.keep')}</Button>
          <ButtonLink tone="soft" href={back}>
            {t('view.back')}
          </ButtonLink>
        </Actions>
      </Form>
      {view && (
        <Confirm open={t('view.remove')}>
          <Form action={`${listAddress(procedure)}/views/${view.id}/removal`} method="post" label={t('view.remove')}>
            <p>{t('view.remove.text')}</p>
            <Button tone="danger">{t('view.remove')}</Button>
          </Form>
        </Confirm>
      )}
    </>
  )
}

import type { Problem, Typed } from '../../platform/web/form.ts'
import { dayParts, saidOf } from '../../platform/web/words.ts'
import {
  Actions,
  Button,
  Confirm,
  Crumbs,
  DayField,
  ErrorSummary,
  Form,
  HiddenField,
  Notice,
  PageTitle,
  RadioField,
  Stack,
  TextField,
} from '../../ui/index.ts'
import type { Room } from './page.tsx'
import { type Entry, kinds, type Scale, sayHundredths } from './rules.ts'

export interface Tried {
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly refusal?: string | undefined
}

interface Props {
  readonly room: Room
  readonly scale: Scale | null
  /** The entry that is changed; null where one is added. */
  readonly entry: Entry | null
  readonly id: string
  readonly tried: Tried
}

/** One subject of the transcript: added or changed, in the institution's own scale. */
export function EntryPage(props: Props) {
  const { room, entry, tried } = props
  const { t, base, holder, isSubject } = room
  const title = t(entry ? 'entry.change' : 'add')
  const action = entry ? (`${base}/entries/${entry.id}` as const) : (`${base}/new` as const)
  const problems = tried.problems.map(({ field }) => ({
    href: `#${field}` as const,
    text: saidOf(tried.problems, field, t.language, t) ?? '',
  }))
  return (
    <Stack>
      <Crumbs
        label={t('here')}
        steps={[room.back, { text: isSubject ? t('my.title') : holder.name, href: base }, { text: title }]}
      />
      <PageTitle title={title} />
      {problems.length > 0 && <ErrorSummary title={t('slipped')} problems={problems} />}
      {tried.refusal && (
        <Notice tone="late" role="alert">
          <p>{tried.refusal}</p>
        </Notice>
      )}
      <Form action={action} method="post" label={title}>
        <HiddenField name="id" value={props.id} />
        <Fields {...props} />
        <Actions>
          <Button>{t('save')}</Button>
          {!entry && (
            <Button tone="soft" name="go" value="another">
              {t('save.another')}
            </Button>
          )}
        </Actions>
      </Form>
      {entry && (
        <Confirm open={t('strike.open')}>
          <p>{t('strike.about')}</p>
          <Form action={`${base}/entries/${entry.id}/striking`} method="post" label={t('strike.open')}>
            <Button tone="danger">{t('strike.do')}</Button>
          </Form>
        </Confirm>
      )}
    </Stack>
  )
}

function Fields({ room: { t }, scale, tried }: Props) {
  const { typed, problems } = tried
  const field = (name: string) => ({
    ...{ name, value: typed[name] ?? '', error: saidOf(problems, name, t.language, t) },
  })
  const { value: kind, ...kindField } = field('kind')
  const { value: _, ...on } = field('on')
  return (
    <>
      <TextField {...field('session')} label={t('entry.session')} width="short" inputmode="numeric" />
      <TextField {...field('subject')} label={t('entry.subject')} hint={t('entry.subject.hint')} maxlength={200} />
      <RadioField
        {...kindField}
        label={t('entry.kind')}
        options={kinds.map((one) => ({ value: one, text: t(`entry.kind.${one}`), selected: one === kind }))}
      />
      <TextField
        {...field('grade')}
        label={t('entry.grade')}
        hint={scale ? t('entry.grade.hint', { least: scale.least, most: scale.most }) : t('scale.none')}
        width="short"
        inputmode="decimal"
      />
      <TextField
        {...field('credits')}
        label={t('entry.credits')}
        hint={t('entry.credits.hint')}
        width="short"
        inputmode="decimal"
      />
      <TextField
        {...field('attempt')}
        label={t('entry.attempt')}
        hint={t('entry.attempt.hint')}
        width="short"
        inputmode="numeric"
      />
      <DayField
        {...on}
        label={t('entry.on')}
        hint={t('entry.on.hint')}
        words={dayParts(t.language)}
        value={{ day: typed['on.day'] ?? '', month: typed['on.month'] ?? '', year: typed['on.year'] ?? '' }}
      />
    </>
  )
}

/** An entry as its form would send it. */
export function typedOf(entry: Entry): Typed {
  const [year = '', month = '', day = ''] = entry.on?.split('-') ?? []
  return {
    ...{ session: String(entry.session), subject: entry.subject, kind: entry.kind, attempt: String(entry.attempt) },
    ...{ grade: entry.grade === null ? '' : sayHundredths(entry.grade, 'en') },
    ...{ credits: entry.credits === null ? '' : sayHundredths(entry.credits, 'en') },
    ...{ 'on.day': day, 'on.month': month, 'on.year': year },
  }
}

import type { Href } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { dayParts, saidOf } from '../../platform/web/words.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  Crumbs,
  DayField,
  Form,
  More,
  Notice,
  PageTitle,
  Section,
  Stack,
  TextArea,
} from '../../ui/index.ts'
import type { Pause } from './pause-store.ts'
import type { SentReminder } from './reminder-store.ts'
import { type DateRow, everything } from './rules.ts'
import type { Telling } from './said.tsx'
import { personDatesAddress, SentTable } from './sent-page.tsx'
import { type WallProps, WallTable } from './wall-page.tsx'
import { datesWords } from './words.ts'

export interface PersonDatesProps extends Pick<WallProps, 'nextOf'> {
  readonly id: string
  readonly name: string
  readonly rows: readonly DateRow[]
  /** Null for those who may not read mails. */
  readonly sent: readonly SentReminder[] | null
  readonly pause: Pause | null
  readonly mayWork: boolean
  readonly telling: Telling
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly hrefOf: (row: DateRow) => Href | undefined
}

/** The dates of one person, what they were reminded of, and a pause from it. */
export function PersonDatesPage(props: PersonDatesProps) {
  const { name, rows, sent, telling } = props
  const t = datesWords(telling.language)
  return (
    <Stack>
      <Crumbs
        label={t('crumbs')}
        steps={[
          { text: t('wall.title'), href: '/desk/dates' },
          { text: name, href: `/desk/persons/${props.id}` },
          { text: t('person.title') },
        ]}
      />
      <PageTitle title={t('person.of', { name })} />
      <Paused {...props} />
      <WallTable rows={rows} filter={everything} telling={telling} nextOf={props.nextOf} hrefOf={props.hrefOf} />
      {sent && (
        <Section title={t('sent.title')}>
          <SentTable sent={sent} telling={telling} />
        </Section>
      )}
      {props.mayWork && !props.pause && <PauseForm {...props} />}
    </Stack>
  )
}

function Paused({ id, pause, mayWork, telling }: PersonDatesProps) {
  const t = datesWords(telling.language)
  if (!pause) return null
  const said = { day: sayDay(pause.until, telling.language), name: pause.byName }
  return (
    <Notice tone="wait" title={t('pause.holds', said)}>
      <p>{pause.why}</p>
      {mayWork && (
        <Form action={`${personDatesAddress(id)}/pause/end`} method="post">
          <Actions>
            <Button tone="soft">{t('pause.end')}</Button>
          </Actions>
        </Form>
      )}
    </Notice>
  )
}

function PauseForm({ id, telling, typed, problems }: PersonDatesProps) {
  const { language } = telling
  const t = datesWords(language)
  const errorOf = (field: string) => saidOf(problems, field, language, t)
  const part = (name: 'day' | 'month' | 'year') => typed[`until.${name}`] ?? ''
  return (
    <More title={t('pause.title')} open={problems.length > 0}>
      <p>{t('pause.lead')}</p>
      <Form action={`${personDatesAddress(id)}/pause`} method="post" label={t('pause.title')}>
        <DayField
          name="until"
          label={t('pause.until')}
          words={dayParts(language)}
          value={{ day: part('day'), month: part('month'), year: part('year') }}
          error={errorOf('until')}
        />
        <TextArea name="why" label={t('pause.why')} rows={2} value={typed.why} error={errorOf('why')} />
        <Actions>
          <Button>{t('pause.begin')}</Button>
        </Actions>
      </Form>
    </More>
  )
}

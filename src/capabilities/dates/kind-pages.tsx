import type { Href } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { formWords, saidOf, sayProblem } from '../../platform/web/words.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  Card,
  Crumbs,
  ErrorSummary,
  Form,
  HiddenField,
  Muted,
  Notice,
  PageTitle,
  SelectField,
  Stack,
  Table,
  TextField,
} from '../../ui/index.ts'
import type { Rule } from '../law/index.ts'
import { isClock, type Kind, leadUnits } from './kind-rules.ts'
import { sayKind, sayLead, type Telling } from './said.tsx'
import { type DatesSay, datesWords } from './words.ts'

export const kindsAddress = '/desk/dates/kinds'
export const kindAddress = (kind: string): Href => `${kindsAddress}/${encodeURIComponent(kind)}`

interface KindsProps {
  readonly kinds: readonly Kind[]
  readonly telling: Telling
  readonly done: boolean
}

/** Before which days the office wants to begin, and when people are reminded. */
export function KindsPage({ kinds, telling, done }: KindsProps) {
  const t = datesWords(telling.language)
  return (
    <Stack>
      <Crumbs
        label={t('crumbs')}
        steps={[{ text: t('wall.title'), href: '/desk/dates' }, { text: t('kinds.title') }]}
      />
      <PageTitle title={t('kinds.title')} lead={t('kinds.lead')} />
      {done && <Notice tone="ok" title={t('kinds.done')} role="status" />}
      <Table
        caption={t('kinds.title')}
        captionHidden
        columns={[
          { key: 'kind', text: t('column.kind') },
          { key: 'lead', text: t('kinds.leadTime') },
          { key: 'steps', text: t('kinds.steps') },
          { key: 'by', text: t('kinds.by') },
        ]}
        rows={kinds.map((kind) => ({
          href: kindAddress(kind.kind),
          cells: [
            sayKind(kind.kind, telling),
            kind.lead ? sayLead(t, kind.lead) : <Muted>{t('kinds.lead.none')}</Muted>,
            saySteps(t, kind.steps),
            kind.set ? (
              `${kind.set.byName}, ${sayMoment(kind.set.at, telling.language)}`
            ) : (
              <Muted>{t('kinds.own')}</Muted>
            ),
          ],
        }))}
        empty={t('wall.empty.text')}
      />
    </Stack>
  )
}

export function saySteps(t: DatesSay, steps: readonly number[]): string {
  return steps.length === 0 ? t('kinds.steps.none') : steps.map((days) => sayStep(t, days)).join(', ')
}

export function sayStep(t: DatesSay, days: number): string {
  if (days === 0) return t('step.day')
  return days > 0 ? t('step.before', { days }) : t('step.after', { days: -days })
}

interface KindProps {
  readonly kind: Kind
  /** The law's own lead, where it has one: who begins later is late by law. */
  readonly byLaw: Rule | null
  readonly telling: Telling
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

/** One kind of date: how early to begin, and when to remind. */
export function KindPage({ kind, byLaw, telling, typed, problems }: KindProps) {
  const { language } = telling
  const t = datesWords(language)
  const errorOf = (field: string) => saidOf(problems, field, language, t)
  const title = sayKind(kind.kind, telling)
  const unit = typed.unit ?? kind.lead?.unit
  return (
    <Stack>
      <Crumbs
        label={t('crumbs')}
        steps={[
          { text: t('wall.title'), href: '/desk/dates' },
          { text: t('kinds.title'), href: kindsAddress },
          { text: title },
        ]}
      />
      {problems.length > 0 && (
        <ErrorSummary
          title={formWords(language)('form.summary', { count: problems.length })}
          problems={problems.map((one) => ({ href: `#${one.field}`, text: sayProblem(one, language, t) }))}
        />
      )}
      <PageTitle title={title} />
      <Form action={kindAddress(kind.kind)} method="post" label={title}>
        {!isClock(kind.kind) && <HiddenField name="unit" value="calendar-days" />}
        {isClock(kind.kind) && (
          <>
            <TextField
              name="lead"
              label={t('kinds.lead.field')}
              hint={t('kinds.lead.hint', { own: kind.defaultLead ? sayLead(t, kind.defaultLead) : '' })}
              value={typed.lead ?? String(kind.set?.lead ?? '')}
              error={errorOf('lead')}
              width="half"
            />
            <SelectField
              name="unit"
              label={t('kinds.unit')}
              options={leadUnits.map((one) => ({ value: one, text: t(`unit.${one}`), selected: one === unit }))}
              error={errorOf('unit')}
              width="half"
            />
            {byLaw && (
              <Card>
                <p>{t('kinds.byLaw')}</p>
                <p>{byLaw.text[language]}</p>
                <Muted>
                  {!byLaw.verified && <>{t('row.unverified')}. </>}
                  {t('row.source', { source: byLaw.source.join('; ') })}
                </Muted>
              </Card>
            )}
          </>
        )}
        <TextField
          name="steps"
          label={t('kinds.steps.field')}
          hint={t('kinds.steps.hint')}
          value={typed.steps ?? kind.steps.join(', ')}
          error={errorOf('steps')}
        />
        <Actions>
          <Button>{t('kinds.save')}</Button>
        </Actions>
      </Form>
      <Muted>{t('kinds.recount')}</Muted>
    </Stack>
  )
}

import type { Problem, Typed } from '../../platform/web/form.ts'
import { sayProblem } from '../../platform/web/words.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  Confirm,
  Crumbs,
  Form,
  HiddenField,
  Notice,
  PageTitle,
  Section,
  SelectField,
  Stack,
  Table,
  TextArea,
} from '../../ui/index.ts'
import type { Coworker } from './colleagues.ts'
import { isStillWith } from './handover-actions.ts'
import type { HandedCase, Handover } from './handover-store.ts'
import { casesWords } from './words.ts'

type Person = Pick<Coworker, 'id' | 'name'>

interface HandoverProps {
  readonly language: Language
  readonly colleagues: readonly Person[]
  readonly from: Person
  /** Only whoever leads the office may give what isn't theirs. */
  readonly mayChooseFrom: boolean
  readonly to: Person | null
  readonly count: number
  readonly earlier: readonly Handover[]
  /** Made with the page: the form sent twice hands over once. */
  readonly requestKey: string
  readonly typed: Typed
  readonly problem: Problem | null
}

/** Whose cases go to whom; what would go; then it is done. */
export function HandoverPage(props: HandoverProps) {
  const { language, to, earlier } = props
  const t = casesWords(language)
  return (
    <Stack>
      <PageTitle title={t('handover.title')} lead={t('handover.lead')} />
      <Choosing {...props} />
      {to && <Preview {...props} to={to} />}
      <Section title={t('handover.earlier')}>
        <Table
          caption={t('handover.earlier')}
          captionHidden
          columns={[
            { key: 'from', text: t('handover.from') },
            { key: 'to', text: t('handover.to') },
            { key: 'by', text: t('handover.who') },
          ]}
          rows={earlier.map((one) => ({
            href: `/desk/handover/${one.id}`,
            cells: [one.from_name, one.to_name, sayBy(one.by_name, one.at, language)],
          }))}
          empty={t('handover.none')}
        />
      </Section>
    </Stack>
  )
}

const sayBy = (name: string, at: Date, language: Language) =>
  casesWords(language)('handover.by', { name, at: sayMoment(at, language) })

function Choosing({ language, colleagues, from, to, mayChooseFrom, problem }: HandoverProps) {
  const t = casesWords(language)
  const known = colleagues.some(({ id }) => id === from.id) ? colleagues : [from, ...colleagues]
  return (
    <Form action="/desk/handover" method="get" label={t('handover.show')}>
      {mayChooseFrom && (
        <SelectField
          name="from"
          width="half"
          label={t('handover.from')}
          options={known.map(({ id, name }) => ({ value: id, text: name, selected: id === from.id }))}
        />
      )}
      <SelectField
        name="to"
        width="half"
        label={t('handover.to')}
        error={problem ? (t.find(problem.key) ?? sayProblem(problem, language)) : undefined}
        options={[
          { value: '', text: t('case.owner.choose') },
          ...colleagues
            .filter(({ id }) => mayChooseFrom || id !== from.id)
            .map(({ id, name }) => ({ value: id, text: name, selected: id === to?.id })),
        ]}
      />
      <Actions>
        <Button tone="soft">{t('handover.show')}</Button>
      </Actions>
    </Form>
  )
}

function Preview({ language, from, to, count, requestKey, typed }: HandoverProps & { to: Person }) {
  const t = casesWords(language)
  return (
    <Section title={t('handover.preview', { count, from: from.name, to: to.name })}>
      {count > 0 && (
        <Form action="/desk/handover" method="post" label={t('handover.do')}>
          <HiddenField name="key" value={requestKey} />
          <HiddenField name="from" value={from.id} />
          <HiddenField name="to" value={to.id} />
          <TextArea name="word" label={t('case.owner.word')} rows={2} value={typed.word} />
          <Actions>
            <Button>{t('handover.do')}</Button>
          </Actions>
        </Form>
      )}
    </Section>
  )
}

interface HandedProps {
  readonly language: Language
  readonly handover: Handover
  readonly cases: readonly HandedCase[]
  readonly mayReturn: boolean
  /** Whether whoever gave them still works on cases here. */
  readonly giverIsHere: boolean
}

/** What went over, where each case is now, and the way back. */
export function HandedOverPage({ language, handover, cases, mayReturn, giverIsHere }: HandedProps) {
  const t = casesWords(language)
  const names = { from: handover.from_name, to: handover.to_name }
  const left = cases.filter((one) => isStillWith(handover.to_id, one))
  return (
    <Stack>
      <Crumbs
        label={t('list.way')}
        steps={[{ text: t('handover.title'), href: '/desk/handover' }, { text: handover.to_name }]}
      />
      <PageTitle
        title={t('handover.done', { ...names, count: cases.length })}
        lead={sayBy(handover.by_name, handover.at, language)}
      />
      {handover.word && <p>{handover.word}</p>}
      {handover.returned_at && (
        <Notice
          tone="wait"
          title={t('handover.returned', {
            name: handover.returned_by_name ?? '',
            at: sayMoment(handover.returned_at, language),
          })}
        />
      )}
      {mayReturn && !handover.returned_at && left.length > 0 && !giverIsHere && (
        <Notice tone="wait" title={`${handover.from_name}: ${t('owner.notHere')}`} />
      )}
      {mayReturn && !handover.returned_at && left.length > 0 && giverIsHere && (
        <Confirm open={t('handover.back')} tone="soft">
          <p>{t('handover.back.about', { ...names, count: left.length })}</p>
          <Form action={`/desk/handover/${handover.id}/return`} method="post" label={t('handover.back')}>
            <Actions>
              <Button tone="soft">{t('handover.back')}</Button>
            </Actions>
          </Form>
        </Confirm>
      )}
      <Table
        caption={t('handover.title')}
        captionHidden
        columns={[
          { key: 'case', text: t('handover.case') },
          { key: 'title', text: t('list.name') },
          { key: 'now', text: t('handover.now') },
        ]}
        rows={cases.map((one) => ({
          href: `/desk/cases/${one.procedure}/${one.id}`,
          cells: [
            one.number ?? '',
            one.title,
            one.closedAt ? t('handover.closed') : (one.ownerName ?? t('case.owner.none')),
          ],
        }))}
        empty={t('linked.none')}
      />
    </Stack>
  )
}

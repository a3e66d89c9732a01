import { readDay } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  Crumbs,
  EmptyState,
  Filters,
  Form,
  HiddenField,
  Muted,
  Notice,
  PageTitle,
  Section,
  SelectField,
  Table,
  Tag,
  Timeline,
} from '../../ui/index.ts'
import { countryOptions, EntryFields, EntryProblems, type Tried } from '../cases/index.ts'
import type { Law } from '../law/index.ts'
import { type ChecklistLine, isConfirmed, lineForm } from './checklist-rules.ts'
import type { changesOfLine } from './checklist-store.ts'
import { purposes } from './facts.ts'
import { departuresWords, type Say } from './words.ts'

export const checklistsAddress: Href = '/desk/departures/checklists'

export interface LineFilter {
  readonly country: string
  readonly purpose: string
  readonly archived: boolean
}

interface ListProps {
  readonly t: Say
  readonly law: Law
  readonly lines: readonly ChecklistLine[]
  readonly filter: LineFilter
  readonly mayWork: boolean
}

/** What travellers are asked to bring, by country and purpose. */
export function ChecklistsPage(props: ListProps) {
  const { t, law, lines, filter, mayWork } = props
  const own = departuresWords.byData(t.language)
  return (
    <>
      <Crumbs
        label={t('names')}
        steps={[{ text: t('names'), href: '/desk/cases/departure' }, { text: t('checklists.title') }]}
      />
      <PageTitle title={t('checklists.title')} lead={t('checklists.lead')} />
      {mayWork && (
        <Actions>
          <ButtonLink href={`${checklistsAddress}/new`}>{t('checklists.new')}</ButtonLink>
        </Actions>
      )}
      <Filters
        action={checklistsAddress}
        label={t('checklists.narrow')}
        button={t('checklists.show')}
        reset={{ href: checklistsAddress, text: t('checklists.reset') }}
      >
        <SelectField
          name="country"
          label={t('line.country')}
          options={countryOptions(law, own, filter.country, t('checklists.any'))}
        />
        <SelectField
          name="purpose"
          label={t('line.purpose')}
          options={[
            { value: '', text: t('checklists.any') },
            ...purposes.map((one) => ({
              value: one,
              text: t(`choice.purpose.${one}`),
              selected: one === filter.purpose,
            })),
          ]}
        />
        <SelectField
          name="state"
          label={t('checklists.state')}
          options={[
            { value: '', text: t('checklists.inUse') },
            { value: 'archived', text: t('checklists.archived'), selected: filter.archived },
          ]}
        />
      </Filters>
      <Table
        caption={t('checklists.title')}
        captionHidden
        columns={(['paper', 'country', 'purpose', 'need', 'source'] as const).map((key) => ({
          key,
          text: t(`checklists.${key}`),
        }))}
        rows={lines.map((one) => ({ href: `${checklistsAddress}/${one.id}`, cells: cellsOf(one, props) }))}
        empty={<EmptyState title={t('checklists.none')} text={t('checklists.none.text')} />}
      />
    </>
  )
}

function cellsOf(one: ChecklistLine, { t, law }: ListProps) {
  const { said, country, purpose } = one
  const checked = readDay(said.checkedOn ?? '')
  return [
    said[t.language] ?? '',
    country ? (law.country(country)?.name[t.language] ?? country) : t('line.all'),
    purpose ? t(`choice.purpose.${purpose}`) : t('line.all'),
    t(said.need === 'may' ? 'line.need.may' : 'line.need.must'),
    isConfirmed(one) && checked ? (
      <>
        {said.source}, <Muted>{sayDay(checked, t.language)}</Muted>
      </>
    ) : (
      <Tag tone="due">{t('line.unconfirmed')}</Tag>
    ),
  ]
}

interface LineProps extends Tried {
  readonly t: Say
  readonly law: Law
  readonly id: string
  /** Null for a new one. */
  readonly line: ChecklistLine | null
  readonly changes: Awaited<ReturnType<typeof changesOfLine>>
  readonly mayWork: boolean
  readonly notice: string | null
  readonly refusal: string | null
}

/** One line: what it says, its form, and who wrote it. */
export function LinePage(props: LineProps) {
  const { t, law, line, typed, problems, notice, refusal, mayWork, changes } = props
  const title = line ? (line.said[t.language] ?? '') : t('checklists.new')
  const own = { t: departuresWords.byData(t.language), words: 'line', typed, problems, law }
  return (
    <>
      <EntryProblems {...own} />
      <Crumbs
        label={t('checklists.title')}
        steps={[{ text: t('checklists.title'), href: checklistsAddress }, { text: title }]}
      />
      <PageTitle title={title} lead={t('line.lead')} />
      {notice && <Notice tone="ok" role="status" title={notice} />}
      {refusal && <Notice tone="late" role="alert" title={refusal} />}
      {line && !isConfirmed(line) && (
        <Notice tone="due" title={t('line.unconfirmed')}>
          <p>{t('line.confirm')}</p>
        </Notice>
      )}
      {line?.archived && <Notice tone="wait" title={t('line.isArchived')} />}
      {mayWork && !line?.archived && <LineForm {...props} own={own} />}
      {!mayWork && line && <Reading t={t} line={line} />}
      {mayWork && line && <Away t={t} line={line} />}
      {changes.length > 0 && (
        <Section title={t('line.history')}>
          <Timeline
            items={changes.map(({ action, at, byName, said }) => ({
              title: t.find(`line.did.${action}`) ?? action,
              when: t('by', { name: byName, at: sayMoment(at, t.language) }),
              dateTime: at.toISOString(),
              text: [said[t.language], said.source].filter(Boolean).join(' · '),
            }))}
          />
        </Section>
      )}
    </>
  )
}

type Own = Tried & { readonly t: ReturnType<typeof departuresWords.byData>; readonly words: string; readonly law: Law }

function LineForm({ t, law, id, line, typed, problems, refusal, own }: LineProps & { own: Own }) {
  const { country: _, ...shape } = lineForm.shape
  const error = problems.some(({ field }) => field === 'country') ? t('line.choose') : undefined
  return (
    <Form action={line ? `${checklistsAddress}/${line.id}` : `${checklistsAddress}/new`} method="post">
      <HiddenField name="id" value={id} />
      <HiddenField name="seen" value={(refusal ? null : typed.seen) ?? line?.version ?? 0} />
      <SelectField
        name="country"
        label={t('line.country')}
        width="half"
        error={error}
        options={countryOptions(law, own.t, typed.country ?? '', t('line.all'))}
      />
      <EntryFields {...own} shape={shape} />
      <Actions>
        <Button>{t('line.save')}</Button>
        <ButtonLink href={checklistsAddress} tone="soft">
          {t('line.back')}
        </ButtonLink>
      </Actions>
    </Form>
  )
}

const hints = { en: 'hintEn', ru: 'hintRu', ky: 'hintKy' } as const

// The rector reads and changes nothing.
function Reading({ t, line: { said } }: { t: Say; line: ChecklistLine }) {
  return <p>{[said[hints[t.language]], said.source].filter(Boolean).join(' · ')}</p>
}

function Away({ t, line }: { t: Say; line: ChecklistLine }) {
  const word = line.archived ? 'restore' : 'archive'
  return (
    <Confirm open={t(`line.${word}`)} tone="soft">
      <p>{t(`line.${word}.text`)}</p>
      <Form action={`${checklistsAddress}/${line.id}/archive`} method="post" label={t(`line.${word}`)}>
        <HiddenField name="away" value={line.archived ? 'no' : 'yes'} />
        <Actions>
          <Button tone="soft">{t(`line.${word}`)}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}

import type { Day } from '../../platform/days.ts'
import { dayParts } from '../../platform/web/words.ts'
import type { Language } from '../../platform/words/languages.ts'
import {
  Actions,
  Button,
  ButtonLink,
  CheckList,
  Crumbs,
  DayField,
  FieldGroup,
  Form,
  HiddenField,
  PageTitle,
  SelectField,
  TextField,
} from '../../ui/index.ts'
import { type Choices, sayValue } from './list-choices.ts'
import { allColumns, anyPaper, dues, type Filter, sorts, waiting } from './list-filter.ts'
import { listAddress, OwnerField, withFilter } from './list-page.tsx'
import { columnTitle, sayFilter } from './list-said.ts'
import type { Procedure } from './procedure.ts'
import { stagesSeen } from './rules.ts'
import { casesWords } from './words.ts'

interface FilterPageProps {
  readonly procedure: Procedure
  readonly language: Language
  readonly filter: Filter
  readonly choices: Choices
  readonly view: string | undefined
}

/** Everything a list can be narrowed by, its order and its columns: one form that leads back to the list. */
export function FilterPage(props: FilterPageProps) {
  const { procedure, language, filter, choices, view } = props
  const t = casesWords(language)
  const say = procedure.words(language)
  return (
    <>
      <Crumbs
        label={t('list.way')}
        steps={[{ text: say('names'), href: withFilter(procedure, '', filter, view) }, { text: t('list.filters') }]}
      />
      <PageTitle title={t('list.filters')} lead={sayFilter(filter, procedure, choices, language)} />
      <Form action={listAddress(procedure)} method="get" label={t('list.filters')}>
        {view && <HiddenField name="view" value={view} />}
        <FieldGroup legend={t('list.which')}>
          <TextField name="q" type="search" label={t('list.search')} value={filter.search} width="half" />
          <StageField {...props} />
          <OwnerField filter={filter} choices={choices} language={language} />
          <SelectField
            width="half"
            name="waits"
            label={t('list.waits')}
            options={[
              { value: '', text: t('list.waits.any') },
              ...waiting.map((value) => ({ value, text: t(`list.waits.${value}`), selected: filter.waits === value })),
            ]}
          />
          {procedure.listed.map((name) => (
            <OwnColumnField name={name} {...props} />
          ))}
          {choices.units.length > 0 && <UnitField {...props} />}
          {choices.papers.size > 0 && <PaperField {...props} />}
          <SelectField
            width="half"
            name="due"
            label={t('list.next')}
            options={[
              { value: '', text: t('list.due.any') },
              ...dues.map((value) => ({ value, text: t(`list.due.${value}`), selected: filter.due === value })),
            ]}
          />
          <SelectField
            width="half"
            name="asked"
            label={t('list.asked')}
            options={[
              { value: '', text: t('list.asked.any') },
              { value: 'open', text: t('list.asked.open'), selected: filter.asked },
            ]}
          />
          <BetweenDays name="from" label={t('list.from')} value={filter.from} language={language} />
          <BetweenDays name="to" label={t('list.to')} value={filter.to} language={language} />
        </FieldGroup>
        <SelectField
          width="half"
          name="sort"
          label={t('list.sort')}
          options={sorts.map((value) => ({ value, text: t(`list.sort.${value}`), selected: filter.sort === value }))}
        />
        <CheckList
          name="col"
          label={t('list.columns')}
          hint={t('list.columns.hint')}
          options={allColumns(procedure).map((column) => ({
            value: column,
            text: columnTitle(column, procedure, language),
            selected: filter.columns.includes(column),
          }))}
        />
        <Actions>
          <Button>{t('list.show')}</Button>
          <ButtonLink tone="soft" href={listAddress(procedure)}>
            {t('list.reset')}
          </ButtonLink>
        </Actions>
      </Form>
    </>
  )
}

function StageField({ procedure, language, filter }: FilterPageProps) {
  const t = casesWords(language)
  const stages = stagesSeen(procedure)
  return (
    <SelectField
      width="half"
      name="stage"
      label={t('list.stage')}
      options={[
        { value: '', text: t('list.allStages') },
        ...stages.map((stage) => ({
          value: stage,
          text: procedure.words(language)(`stage.${stage}`),
          selected: filter.stage === stage,
        })),
      ]}
    />
  )
}

function OwnColumnField({ name, procedure, language, filter, choices }: FilterPageProps & { name: string }) {
  const chosen = filter.own[name]
  const offered = (choices.own[name] ?? []).map(({ value, text }) => ({
    value,
    text: sayValue(text, language) || value,
  }))
  // A view may ask for a value that no case has any more: it stays chosen, and the list says that there is nothing.
  const all = chosen && !offered.some(({ value }) => value === chosen) ? [{ value: chosen, text: chosen }] : []
  return (
    <SelectField
      width="half"
      name={`own.${name}`}
      label={procedure.words(language)(`column.${name}`)}
      options={[
        { value: '', text: casesWords(language)('list.own.any') },
        ...[...all, ...offered]
          .sort((a, b) => a.text.localeCompare(b.text, language))
          .map((one) => ({ ...one, selected: one.value === chosen })),
      ]}
    />
  )
}

function PaperField({ language, filter, choices }: FilterPageProps) {
  const t = casesWords(language)
  return (
    <SelectField
      width="half"
      name="paper"
      label={t('list.paper')}
      hint={t('list.paper.hint')}
      options={[
        { value: '', text: t('list.paper.none') },
        { value: anyPaper, text: t('list.paper.any'), selected: filter.paper === anyPaper },
        ...[...choices.papers].map(([value, title]) => ({
          value,
          text: title[language],
          selected: filter.paper === value,
        })),
      ]}
    />
  )
}

function BetweenDays(props: { name: string; label: string; value: Day | null; language: Language }) {
  const [year = '', month = '', day = ''] = (props.value ?? '').split('-')
  return (
    <DayField name={props.name} label={props.label} words={dayParts(props.language)} value={{ day, month, year }} />
  )
}

function UnitField({ language, filter, choices }: FilterPageProps) {
  const t = casesWords(language)
  return (
    <SelectField
      width="half"
      name="unit"
      label={t('list.unit')}
      options={[
        { value: '', text: t('list.unit.any') },
        ...choices.units.map(({ id, name }) => ({ value: id, text: name[language], selected: filter.unit === id })),
      ]}
    />
  )
}

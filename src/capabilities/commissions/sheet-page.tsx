import { formWords, saidOf } from '../../platform/web/words.ts'
import { languageNames } from '../../platform/words/languages.ts'
import {
  Actions,
  Button,
  CheckField,
  DescriptionList,
  ErrorSummary,
  FieldGroup,
  Form,
  HiddenField,
  Notice,
  Section,
  SelectField,
  Stack,
  Table,
  TextField,
} from '../../ui/index.ts'
import { RoomHead } from './head.tsx'
import type { Slip } from './overview-page.tsx'
import { type Room, roomAddress } from './place.ts'
import { averages, generalTies, type Sheet } from './rules.ts'
import { sayScore, sayTies } from './saying.ts'
import { mostRows, rowsTyped } from './sheet-form.ts'
import type { Say } from './words.ts'

interface SheetProps extends Slip {
  readonly t: Say
  readonly room: Room
  /** Somebody has scored: it stays as it is. */
  readonly fixed: boolean
  /** Papers of the call that readers may be shown: type and title. */
  readonly papers: readonly { readonly type: string; readonly title: string }[]
  readonly notice: string | null
  readonly refusal: string | null
}

/** The score sheet: what is marked, what it weighs, how marks become a place. */
export function SheetPage(props: SheetProps) {
  const { t, room, fixed, problems, notice, refusal } = props
  const { sheet } = room.commission
  return (
    <Stack>
      {problems.length > 0 && (
        <ErrorSummary
          title={formWords(t.language)('form.summary', { count: problems.length })}
          problems={problems.map(({ field }) => ({
            href: `#${field}`,
            text: saidOf(problems, field, t.language, t) ?? '',
          }))}
        />
      )}
      <RoomHead {...{ t, room, notice, refusal }} page="sheet" lead={t('sheet.lead')} />
      {sheet && <SheetTables t={t} sheet={sheet} papers={props.papers} />}
      {fixed && <Notice tone="wait" title={t('sheet.fixed')} />}
      {!fixed && room.office && <SheetForm {...props} />}
      {!sheet && !room.office && <Notice tone="wait" title={t('open.sheet')} />}
    </Stack>
  )
}

/** A sheet to read. */
export function SheetTables({ t, sheet, papers }: { t: Say; sheet: Sheet; papers: SheetProps['papers'] }) {
  const shown = papers.filter(({ type }) => sheet.papers.includes(type)).map(({ title }) => title)
  return (
    <Section title={t('sheet.now')}>
      <Table
        caption={t('sheet.now')}
        captionHidden
        columns={[
          { key: 'criterion', text: t('criterion') },
          { key: 'weight', text: t('weight'), numeric: true },
          { key: 'by', text: t('criterion.by') },
        ]}
        rows={sheet.criteria.map(({ title, weight, by }) => ({
          cells: [title[t.language], `${weight} %`, t(`criterion.by.${by}`)],
        }))}
        empty=""
      />
      <DescriptionList
        rows={[
          { term: t('sheet.range'), value: t('sheet.range.said', { least: sheet.least, most: sheet.most }) },
          { term: t('sheet.readers'), value: sheet.readers },
          { term: t('sheet.average'), value: t(`average.${sheet.average}`) },
          {
            term: t('sheet.ties'),
            value: sayTies(t, sheet),
          },
          { term: t('sheet.apart'), value: sheet.apart >= sheet.most * 1000 ? '–' : sayScore(sheet.apart, t) },
          { term: t('sheet.papers'), value: shown.length > 0 ? shown.join(', ') : t('sheet.papers.none') },
        ]}
      />
    </Section>
  )
}

function SheetForm(props: SheetProps) {
  const { t, room, typed, problems } = props
  const rows = rowsTyped(typed)
  const error = (field: string) => saidOf(problems, field, t.language, t)
  const short = (name: 'least' | 'most' | 'readers' | 'apart') => (
    <TextField
      name={name}
      label={t(`sheet.${name}`)}
      hint={t.find(`sheet.${name}.hint`)}
      width="short"
      inputmode="numeric"
      value={typed[name]}
      error={error(name)}
    />
  )
  return (
    <Section title={t(room.commission.sheet ? 'sheet.change' : 'sheet.write')}>
      <Form action={`${roomAddress(room.call.id)}/sheet`} method="post" label={t('page.sheet.title')}>
        <HiddenField name="seen" value={typed.seen ?? room.commission.edition} />
        <HiddenField name="rows" value={rows} />
        {Array.from({ length: rows }, (_, at) => (
          <CriterionFields {...props} row={at + 1} />
        ))}
        {rows < mostRows && (
          <Actions>
            <Button tone="soft" name="go" value="more" unchecked>
              {t('sheet.more')}
            </Button>
          </Actions>
        )}
        {short('least')}
        {short('most')}
        {short('readers')}
        <SelectField
          name="average"
          label={t('sheet.average')}
          options={averages.map((one) => ({ value: one, text: t(`average.${one}`), selected: typed.average === one }))}
        />
        <Ties {...props} />
        {short('apart')}
        <Papers {...props} />
        <p>{t('sheet.fix.text')}</p>
        <Actions>
          <Button>{t('sheet.save')}</Button>
        </Actions>
      </Form>
    </Section>
  )
}

function CriterionFields({ t, typed, problems, row }: SheetProps & { row: number }) {
  const name = (field: string) => `c${row}-${field}`
  const error = (field: string) => saidOf(problems, name(field), t.language, t)
  return (
    <FieldGroup legend={t('criterion.row', { row })}>
      {(['ru', 'ky', 'en'] as const).map((language) => (
        <TextField
          name={name(language)}
          label={t('criterion.in', { language: languageNames[language] })}
          value={typed[name(language)]}
          lang={language}
          error={error(language)}
        />
      ))}
      <TextField
        name={name('weight')}
        label={t('weight')}
        width="short"
        inputmode="numeric"
        value={typed[name('weight')]}
        error={error('weight')}
      />
      <SelectField
        name={name('by')}
        label={t('criterion.by')}
        width="half"
        error={error('by')}
        options={(['readers', 'interview'] as const).map((one) => ({
          value: one,
          text: t(`criterion.by.${one}`),
          selected: typed[name('by')] === one,
        }))}
      />
    </FieldGroup>
  )
}

function Ties({ t, typed, problems }: SheetProps) {
  const rows = Array.from({ length: rowsTyped(typed) }, (_, at) => `k${at + 1}`)
  const said = (tie: string) => (tie.startsWith('k') ? rowName(t, typed, tie.slice(1)) : t.find(`tie.${tie}`)) ?? tie
  return (
    <FieldGroup legend={t('sheet.ties')} hint={t('sheet.ties.hint')}>
      {(['tie1', 'tie2', 'tie3'] as const).map((name, at) => (
        <SelectField
          name={name}
          label={t('tie.at', { at: at + 1 })}
          width="half"
          error={saidOf(problems, name, t.language, t)}
          options={[
            { value: '', text: t('tie.none') },
            ...[...rows, ...generalTies].map((tie) => ({
              value: tie,
              text: said(tie),
              selected: typed[name] === tie,
            })),
          ]}
        />
      ))}
    </FieldGroup>
  )
}

function rowName(t: Say, typed: Slip['typed'], row: string): string {
  const said = typed[`c${row}-${t.language}`] || typed[`c${row}-ru`]
  return said ? `${t('criterion.row', { row: Number(row) })}: ${said}` : t('criterion.row', { row: Number(row) })
}

function Papers({ t, typed, papers }: SheetProps) {
  return (
    <FieldGroup legend={t('sheet.papers')} hint={t('sheet.papers.hint')}>
      {papers.map(({ type, title }) => (
        <CheckField name={`paper.${type}`} label={title} checked={typed[`paper.${type}`] === 'yes'} />
      ))}
      {papers.length === 0 && <p>{t('sheet.papers.none')}</p>}
    </FieldGroup>
  )
}

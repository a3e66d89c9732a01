import type { Problem, Typed } from '../../platform/web/form.ts'
import { saidOf } from '../../platform/web/words.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  Crumbs,
  EmptyState,
  Form,
  PageTitle,
  Section,
  Table,
  TextField,
} from '../../ui/index.ts'
import type { Law } from '../law/index.ts'
import { deskAddress, editionAddress, schoolAddress } from './addresses.ts'
import { Lines } from './lines.tsx'
import { sayDays, sayGroup } from './public-pages.tsx'
import { type Edition, type Line, lastingKinds, type School } from './rules.ts'
import { ByYear } from './shared.tsx'
import { type Say, summerSchoolWords } from './words.ts'

interface ListProps {
  readonly t: Say
  readonly schools: readonly School[]
  readonly mayEdit: boolean
}

/** The summer schools of the office. */
export function SchoolListPage({ t, schools, mayEdit }: ListProps) {
  const begin = mayEdit && <ButtonLink href={`${deskAddress}/new`}>{t('desk.new')}</ButtonLink>
  return (
    <>
      <PageTitle title={t('desk.title')} lead={t('desk.lead')} />
      {schools.length > 0 && <Actions>{begin}</Actions>}
      <Table
        caption={t('desk.title')}
        captionHidden
        columns={[
          { key: 'name', text: t('school.name') },
          { key: 'goal', text: t('school.goal') },
        ]}
        rows={schools.map(({ id, name, goal }) => ({
          href: schoolAddress(id),
          cells: [name[t.language], goal[t.language]],
        }))}
        empty={<EmptyState title={t('desk.none')} text={t('desk.none.text')} action={begin} />}
      />
    </>
  )
}

export interface DeskSchoolProps {
  readonly t: Say
  readonly law: Law
  readonly institution: string
  readonly school: School
  readonly editions: readonly Edition[]
  readonly lines: readonly Line[]
  readonly mayEdit: boolean
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

/** A school: what holds every year, its editions, and the next one. */
export function DeskSchoolPage(props: DeskSchoolProps) {
  const { t, institution, school, editions, lines, mayEdit } = props
  const { language } = t
  return (
    <>
      <Crumbs
        label={t('desk.title')}
        steps={[{ text: t('desk.title'), href: deskAddress }, { text: school.name[language] }]}
      />
      <PageTitle title={school.name[language]} lead={school.goal[language]} />
      <Actions>
        {mayEdit && <ButtonLink href={`${schoolAddress(school.id)}/edit`}>{t('school.edit')}</ButtonLink>}
        <ButtonLink tone="soft" href={`/${institution}/${language}/summer-schools/${school.id}`}>
          {t('school.public')}
        </ButtonLink>
      </Actions>
      <Section title={t('editions.title')}>
        <Table
          caption={t('editions.title')}
          captionHidden
          columns={[
            { key: 'year', text: t('column.year') },
            { key: 'number', text: t('edition.number'), numeric: true },
            { key: 'days', text: t('edition.days') },
            { key: 'groups', text: t('kind.group') },
          ]}
          rows={editions.map((edition) => ({
            href: editionAddress(school.id, edition.year),
            cells: [
              String(edition.year),
              edition.number ?? '–',
              sayDays(t, edition) || '–',
              lines
                .filter(({ kind, year }) => kind === 'group' && year === edition.year)
                .map((line) => sayGroup(t, props.law, line))
                .join('; ') || '–',
            ],
          }))}
          empty={<EmptyState title={t('editions.none')} text={t('editions.none.text')} />}
        />
        {mayEdit && <NextEdition {...props} />}
      </Section>
      <ByYear {...props} />
      {lastingKinds.map((kind) => (
        <Lines {...props} kind={kind} year={null} />
      ))}
    </>
  )
}

function NextEdition({ t, school, editions, typed, problems }: DeskSchoolProps) {
  const [last] = editions
  const error = saidOf(problems, 'year', t.language, summerSchoolWords.byData(t.language))
  return (
    <Confirm open={t('next.open')} tone="soft" expanded={problems.length > 0}>
      <p>{t(last ? 'next.about' : 'next.first', { year: String(last?.year ?? '') })}</p>
      <Form action={`${schoolAddress(school.id)}/editions`} method="post" label={t('next.open')}>
        <TextField
          name="year"
          label={t('column.year')}
          width="short"
          inputmode="numeric"
          value={typed.year ?? (last ? String(last.year + 1) : '')}
          error={error}
        />
        <Actions>
          <Button tone="soft">{t('next.do')}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}

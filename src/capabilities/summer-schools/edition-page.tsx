import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  Crumbs,
  EmptyState,
  Form,
  HiddenField,
  Link,
  More,
  Muted,
  Notice,
  PageTitle,
  Section,
  SelectField,
  Table,
  Tag,
} from '../../ui/index.ts'
import type { Law } from '../law/index.ts'
import { deskAddress, editionAddress, schoolAddress } from './addresses.ts'
import { EditionFacts, Lines } from './lines.tsx'
import { chosenBy, type Edition, type Line, type Participant, personStates, type School } from './rules.ts'
import { fundersOf, Seats, sayCountry } from './shared.tsx'
import type { Say } from './words.ts'

export interface EditionPageProps {
  readonly t: Say
  readonly law: Law
  readonly school: School
  readonly edition: Edition
  readonly lines: readonly Line[]
  readonly people: readonly Participant[]
  readonly mayEdit: boolean
  readonly refusal: string | null
  readonly done: string | null
}

/** The school of one year: who pays for whom, who opened it, who selected, and who takes part. */
export function EditionPage(props: EditionPageProps) {
  const { t, school, edition, mayEdit, refusal, done } = props
  const title = t('year', { year: String(edition.year) })
  const at = editionAddress(school.id, edition.year)
  return (
    <>
      <Crumbs
        label={t('desk.title')}
        steps={[
          { text: t('desk.title'), href: deskAddress },
          { text: school.name[t.language], href: schoolAddress(school.id) },
          { text: title },
        ]}
      />
      <PageTitle title={title} over={school.name[t.language]} />
      {done && (
        <Notice tone="ok" role="status">
          <p>{done}</p>
        </Notice>
      )}
      {refusal && (
        <Notice tone="late" role="alert">
          <p>{refusal}</p>
        </Notice>
      )}
      {mayEdit && (
        <Actions>
          <ButtonLink href={`${at}/list`}>{t('people.sheet')}</ButtonLink>
          <ButtonLink tone="soft" href={`${at}/edit`}>
            {t('edition.edit', { year: String(edition.year) })}
          </ButtonLink>
        </Actions>
      )}
      <EditionFacts t={t} edition={edition} />
      <Seats {...props} year={edition.year} />
      {(['seats', 'group', 'speaker', 'member', 'site', 'news'] as const).map((kind) => (
        <Lines {...props} kind={kind} year={edition.year} />
      ))}
      <People {...props} />
    </>
  )
}

function People(props: EditionPageProps) {
  const { t, law, school, edition, people, mayEdit } = props
  const at = editionAddress(school.id, edition.year)
  return (
    <Section title={t('people.title', { count: people.length })}>
      <Counts {...props} />
      <Table
        caption={t('people.title', { count: people.length })}
        captionHidden
        columns={[
          { key: 'name', text: t('people.name') },
          { key: 'country', text: t('line.country') },
          { key: 'field', text: t('people.field') },
          { key: 'funder', text: t('line.funder') },
          { key: 'state', text: t('people.state') },
          ...(mayEdit ? [{ key: 'do', text: t('people.change') }] : []),
        ]}
        rows={people.map((one) => ({
          cells: [
            mayEdit ? (
              <>
                {one.family} {one.given}
                <br />
                <Muted>
                  {one.mail}, {sayDay(one.birthDay, t.language)}
                </Muted>
              </>
            ) : (
              `${one.family} ${one.given}`
            ),
            sayCountry(law, one.citizenship, t.language),
            one.field,
            one.funder || '–',
            <Tag tone={one.state === 'came' || one.state === 'selected' ? 'ok' : 'quiet'}>
              {t(`state.${one.state}`)}
            </Tag>,
            ...(mayEdit ? [<Placing {...props} one={one} />] : []),
          ],
        }))}
        empty={<EmptyState title={t('people.none')} text={t('people.none.text')} />}
      />
      {mayEdit && people.length > 0 && (
        <>
          <Actions>
            <ButtonLink tone="soft" href={`${at}/people.xlsx`}>
              {t('people.export')}
            </ButtonLink>
            <ButtonLink tone="soft" href={`${at}/arrivals.xlsx`}>
              {t('people.arrivals')}
            </ButtonLink>
          </Actions>
          <p>
            {t('people.arrivals.about')} <Link href="/desk/arrivals">{t('people.arrivals.go')}</Link>
          </p>
        </>
      )}
    </Section>
  )
}

function Counts({ t, law, people }: EditionPageProps) {
  const rows = chosenBy(people)
  if (rows.length === 0) return null
  return (
    <Table
      caption={t('chosen.title')}
      columns={[
        { key: 'country', text: t('line.country') },
        { key: 'funder', text: t('line.funder') },
        { key: 'listed', text: t('chosen.listed'), numeric: true },
        { key: 'selected', text: t('line.selected'), numeric: true },
        { key: 'came', text: t('chosen.came'), numeric: true },
      ]}
      rows={rows.map(({ country, funder, listed, selected, came }) => ({
        cells: [sayCountry(law, country, t.language), funder || '–', listed, selected, came],
      }))}
      empty=""
    />
  )
}

function Placing({ t, school, edition, lines, one }: EditionPageProps & { one: Participant }) {
  const at = `${editionAddress(school.id, edition.year)}/people/${one.id}` as const
  const funders = [...new Set([one.funder, ...fundersOf(t, lines, edition.year)])].filter(Boolean)
  const name = `${one.family} ${one.given}`
  return (
    <More title={t('people.change')}>
      <Form action={at} method="post" label={`${t('people.change')}: ${name}`}>
        <HiddenField name="version" value={one.version} />
        <SelectField
          name="state"
          id={`state-${one.id}`}
          label={t('people.state')}
          options={personStates.map((state) => ({
            value: state,
            text: t(`state.${state}`),
            selected: state === one.state,
          }))}
        />
        <SelectField
          name="funder"
          id={`funder-${one.id}`}
          label={t('line.funder')}
          options={[
            { value: '', text: t('people.noFunder') },
            ...funders.map((funder) => ({ value: funder, text: funder, selected: funder === one.funder })),
          ]}
        />
        <Button tone="soft">{t('form.save')}</Button>
      </Form>
      <Confirm open={t('people.remove')}>
        <Form action={`${at}/removal`} method="post" label={`${t('people.remove')}: ${name}`}>
          <p>{t('people.remove.sure')}</p>
          <Button tone="danger">{t('people.remove')}</Button>
        </Form>
      </Confirm>
    </More>
  )
}

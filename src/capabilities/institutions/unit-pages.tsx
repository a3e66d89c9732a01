import { readDay } from '../../platform/days.ts'
import type { Href, Html } from '../../platform/jsx-runtime.ts'
import { dayParts } from '../../platform/web/words.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  DayField,
  DescriptionList,
  ErrorSummary,
  Form,
  Link,
  Muted,
  PageTitle,
  Section,
  SelectField,
  Table,
} from '../../ui/index.ts'
import { type UnitName, unitKinds } from './about-store.ts'
import { type EditProps, InThree, sayProblem, type T } from './pages.tsx'
import type { Office, Unit } from './rules.ts'

export const unitAddress = (id: string): Href => `/desk/office/units/${id}`

/** The units of the institution, each with the page on which it gets a new name. */
export function UnitTable({ t, office }: { t: T; office: Office }): Html {
  return (
    <Section title={t('office.units')}>
      <Table
        caption={t('office.units')}
        captionHidden
        columns={[
          { key: 'name', text: t('office.unitNow') },
          { key: 'kind', text: t('office.unitKind') },
        ]}
        rows={office.units.map(({ id, name, kind }) => ({
          href: unitAddress(id),
          cells: [name[t.language], t.find(`office.kind.${kind}`) ?? kind],
        }))}
        empty=""
      />
    </Section>
  )
}

type UnitProps = EditProps & { unit: Unit; names: readonly UnitName[] }

/** What a unit has been called, and the form for a new kind or name from a day on. */
export function UnitPage(props: UnitProps): Html {
  const { t, unit, names, typed, problems } = props
  return (
    <>
      {problems.length > 0 && (
        <ErrorSummary
          title={t('office.problems')}
          problems={problems.map((problem) => ({ href: `#${problem.field}`, text: sayProblem(t, problem) }))}
        />
      )}
      <PageTitle title={unit.name[t.language]} over={<Link href="/desk/office">{t('office.title')}</Link>} />
      {names.length > 0 && (
        <Section title={t('office.unitNames')}>
          <DescriptionList rows={names.map((name) => nameRow(t, name))} />
        </Section>
      )}
      <Section title={t('office.unitRename')}>
        <Muted>{t('office.unitRenameText')}</Muted>
        <Form action={unitAddress(unit.id)} method="post">
          <SelectField
            name="kind"
            label={t('office.unitKind')}
            options={unitKinds.map((kind) => ({
              value: kind,
              text: t.find(`office.kind.${kind}`) ?? kind,
              selected: (typed.kind ?? unit.kind) === kind,
            }))}
          />
          <InThree {...props} legend={t('office.name')} />
          <DayField
            name="since"
            label={t('office.unitSince')}
            words={dayParts(t.language)}
            value={{
              day: typed['since.day'] ?? '',
              month: typed['since.month'] ?? '',
              year: typed['since.year'] ?? '',
            }}
            error={errorOf(props, 'since')}
          />
          <InThree {...props} legend={t('office.unitBasis')} of="basis." />
          <Actions>
            <Button>{t('office.unitSave')}</Button>
            <ButtonLink href="/desk/office" tone="soft">
              {t('office.cancel')}
            </ButtonLink>
          </Actions>
        </Form>
      </Section>
    </>
  )
}

function nameRow(t: T, { since, kind, name, basis }: UnitName) {
  const day = readDay(since)
  return {
    term: day ? sayDay(day, t.language) : since,
    value: (
      <>
        {name[t.language]} <Muted>({t.find(`office.kind.${kind}`) ?? kind})</Muted>
        <br />
        <Muted>{basis?.[t.language] ?? t('office.noBasis')}</Muted>
      </>
    ),
  }
}

function errorOf({ t, problems }: EditProps, name: string) {
  const problem = problems.find(({ field }) => field === name)
  return problem && sayProblem(t, problem)
}

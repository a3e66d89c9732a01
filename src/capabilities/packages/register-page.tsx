import type { Href } from '../../platform/jsx-runtime.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import { EmptyState, Filters, Pager, PageTitle, SearchField, SelectField, Table } from '../../ui/index.ts'
import type { Procedure } from '../cases/index.ts'
import { registerWords, TakeAway } from '../registers/index.ts'
import { packageAddress, registerAddress } from './addresses.ts'
import { type Registered, type RegisterFilter, states } from './package-store.ts'
import { StateTag } from './state-tag.tsx'
import type { PackageSay } from './words.ts'

interface RegisterProps {
  readonly t: PackageSay
  readonly procedures: readonly Procedure[]
  readonly filter: RegisterFilter
  readonly packages: readonly Registered[]
  /** Where the next page goes on; null on the last. */
  readonly older: string | null
  readonly first: boolean
}

/** Every package that was made, newest first. */
export function RegisterPage({ t, procedures, filter, packages, older, first }: RegisterProps) {
  const narrowed = filter.search !== '' || filter.kind !== '' || filter.state !== ''
  const page = (more: Readonly<Record<string, string>> = {}, part = ''): Href => {
    const given = Object.entries({ q: filter.search, kind: filter.kind, state: filter.state, ...more })
    const query = new URLSearchParams(given.filter(([, value]) => value !== '')).toString()
    return `${registerAddress}${part}${query && '?'}${query}`
  }
  return (
    <>
      <PageTitle title={t('register.title')} lead={t('register.lead')} />
      <Find t={t} procedures={procedures} filter={filter} narrowed={narrowed} />
      <Table
        caption={t('register.title')}
        captionHidden
        columns={[
          { key: 'number', text: t('inventory.number'), whole: true },
          { key: 'name', text: t('table.name') },
          { key: 'what', text: t('register.what') },
          { key: 'made', text: t('register.made') },
          { key: 'pages', text: t('inventory.pages'), numeric: true },
          { key: 'state', text: t('register.state') },
          { key: 'their', text: t('move.theirNumber') },
        ]}
        rows={packages.map((one) => ({
          href: packageAddress(one.id),
          cells: [
            one.number,
            `${one.shownAs}, ${one.caseNumber}`,
            kindTitle(t, procedures, one),
            sayMoment(one.numberedAt, t.language),
            one.pages ?? '',
            <>
              <StateTag t={t} one={one} /> {one.onDay && sayDay(one.onDay, t.language)}
            </>,
            one.theirNumber,
          ],
        }))}
        empty={
          <EmptyState
            title={t(narrowed ? 'register.none' : 'register.empty')}
            text={t(narrowed ? 'register.noneText' : 'register.emptyText')}
          />
        }
      />
      {(older || !first) && (
        <Pager
          label={t('register.pages')}
          newer={first ? undefined : { href: page(), text: t('register.newest') }}
          older={older ? { href: page({ before: older }), text: t('register.older') } : undefined}
        />
      )}
      {packages.length > 0 && (
        <TakeAway t={registerWords(t.language)} xlsx={page({}, '/export.xlsx')} csv={page({}, '/export.csv')} />
      )}
    </>
  )
}

/** What a package is called; its short name when the procedure has it no more. */
export function kindTitle(
  t: PackageSay,
  procedures: readonly Procedure[],
  one: Pick<Registered, 'procedure' | 'kind'>,
): string {
  const packages = procedures.find(({ name }) => name === one.procedure)?.packages ?? {}
  return packages[one.kind]?.title[t.language] ?? one.kind
}

type FindProps = Pick<RegisterProps, 't' | 'procedures' | 'filter'> & { narrowed: boolean }

function Find({ t, procedures, filter, narrowed }: FindProps) {
  const kinds = procedures.flatMap(({ name, packages }) =>
    Object.entries(packages ?? {}).map(([kind, { title }]) => ({ value: `${name}.${kind}`, text: title[t.language] })),
  )
  return (
    <Filters
      action={registerAddress}
      label={t('register.find')}
      button={t('register.show')}
      reset={narrowed ? { href: registerAddress, text: t('register.all') } : undefined}
    >
      <SearchField name="q" label={t('register.search')} value={filter.search} />
      <SelectField
        name="kind"
        label={t('register.what')}
        options={[
          { value: '', text: t('register.anyKind') },
          ...kinds.map((kind) => ({ ...kind, selected: kind.value === filter.kind })),
        ]}
      />
      <SelectField
        name="state"
        label={t('register.state')}
        options={[
          { value: '', text: t('register.anyState') },
          ...states.map((state) => ({ value: state, text: t(`state.${state}`), selected: state === filter.state })),
        ]}
      />
    </Filters>
  )
}

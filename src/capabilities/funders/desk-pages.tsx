import type { Href } from '../../platform/jsx-runtime.ts'
import { formats } from '../../platform/sheets/index.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  DescriptionList,
  EmptyState,
  Form,
  HiddenField,
  Link,
  Muted,
  Notice,
  PageTitle,
  Section,
  Table,
} from '../../ui/index.ts'
import type { Law } from '../law/index.ts'
import type { Filter } from './listing.ts'
import { type Part, type PartKind, type Programme, partKinds } from './rules.ts'
import { ProgrammeFilters, StateTag, sayYears } from './shared.tsx'
import type { Say } from './words.ts'

export const deskAddress = '/desk/funding' as const
export const oneAddress = ({ id }: Pick<Programme, 'id'>): Href => `${deskAddress}/${id}`

interface ListProps {
  readonly t: Say
  readonly law: Law
  readonly year: number
  readonly filter: Filter
  readonly query: string
  readonly programmes: readonly Programme[]
  readonly mayEdit: boolean
}

/** The office's register of programmes, those taken off the public lists too. */
export function RegisterPage({ t, law, year, filter, query, programmes, mayEdit }: ListProps) {
  return (
    <>
      <PageTitle title={t('desk.title')} lead={t('desk.lead')} />
      <Actions>
        {mayEdit && <ButtonLink href={`${deskAddress}/new`}>{t('desk.new')}</ButtonLink>}
        {formats.map((format) => (
          <ButtonLink href={`${deskAddress}/export.${format}${query}`} tone="soft">
            {t(`export.${format}`)}
          </ButtonLink>
        ))}
      </Actions>
      <ProgrammeFilters t={t} filter={filter} action={deskAddress} />
      <Table
        caption={t('desk.title')}
        captionHidden
        columns={[
          { key: 'name', text: t('field.name') },
          { key: 'funder', text: t('field.funder') },
          { key: 'country', text: t('field.country') },
          { key: 'years', text: t('field.years') },
          { key: 'state', text: t('field.state') },
        ]}
        rows={programmes.map((one) => ({
          href: oneAddress(one),
          cells: [
            one.name[t.language],
            one.funder?.[t.language] ?? '',
            one.country ? (law.country(one.country)?.name[t.language] ?? one.country) : '',
            sayYears(one),
            one.withdrawn ? <Muted>{t('desk.withdrawn')}</Muted> : <StateTag t={t} programme={one} year={year} />,
          ],
        }))}
        empty={<EmptyState title={t('list.none')} text={t('list.noneText')} />}
      />
    </>
  )
}

interface OneProps {
  readonly t: Say
  readonly law: Law
  readonly year: number
  readonly programme: Programme
  readonly publicPage: Href
  readonly mayEdit: boolean
  readonly notice: string | null
}

/** One programme at the desk: what is said of it, part by part, each to be changed. */
export function DeskProgrammePage(props: OneProps) {
  const { t, programme, publicPage, mayEdit, notice } = props
  const here = oneAddress(programme)
  return (
    <>
      <PageTitle title={programme.name[t.language]} over={<Link href={deskAddress}>{t('desk.title')}</Link>} />
      {notice && <Notice tone="ok" title={notice} role="status" />}
      {programme.withdrawn && <Notice tone="wait" title={t('desk.withdrawnText')} role="note" />}
      <Actions>
        {mayEdit && <ButtonLink href={`${here}/edit`}>{t('desk.edit')}</ButtonLink>}
        {mayEdit && (
          <ButtonLink href={`${here}/parts/new`} tone="soft">
            {t('part.add')}
          </ButtonLink>
        )}
        {!programme.withdrawn && (
          <ButtonLink href={publicPage} tone="soft">
            {t('desk.public')}
          </ButtonLink>
        )}
      </Actions>
      <Base {...props} />
      {partKinds.map((kind) => (
        <PartsOf {...props} kind={kind} />
      ))}
      {programme.edited && (
        <Muted>
          {t('desk.edited', { when: sayMoment(programme.edited.at, t.language), who: programme.edited.by })}
        </Muted>
      )}
      {mayEdit && <Withdrawal {...props} />}
    </>
  )
}

function Base({ t, law, programme, year }: OneProps) {
  const { funder, country } = programme
  return (
    <DescriptionList
      rows={[
        { term: t('field.funder'), value: funder?.[t.language] ?? t('desk.unsaid') },
        {
          term: t('field.country'),
          value: country ? (law.country(country)?.name[t.language] ?? country) : t('desk.unsaid'),
        },
        { term: t('field.years'), value: sayYears(programme) || t('desk.unsaid') },
        { term: t('field.state'), value: <StateTag t={t} programme={programme} year={year} /> },
      ]}
    />
  )
}

// An office is asked what a programme is for and what came of it even where nobody has said it yet.
const always: readonly PartKind[] = ['aim', 'result']

function PartsOf({ t, programme, kind, mayEdit }: OneProps & { kind: PartKind }) {
  const parts = programme.parts.filter((one) => one.kind === kind)
  if (parts.length === 0 && !always.includes(kind)) return null
  const here = oneAddress(programme)
  return (
    <Section
      title={t(`kinds.${kind}`)}
      id={kind}
      action={mayEdit && <Link href={`${here}/parts/new?kind=${kind}`}>{t('part.addOne')}</Link>}
    >
      {parts.length === 0 && <Muted>{t('part.none')}</Muted>}
      <ul>
        {parts.map((part) => (
          <li>
            {mayEdit ? <Link href={`${here}/parts/${part.key}`}>{sayPart(t, part)}</Link> : sayPart(t, part)}{' '}
            <Muted>{above(t, programme, part)}</Muted>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** A part in one line, with its number and who manages or pays. */
export function sayPart(t: Say, { number, text, by }: Part): string {
  return `${number ? `${number}. ` : ''}${text[t.language]}${by ? ` (${by[t.language]})` : ''}`
}

function above(t: Say, programme: Programme, { under }: Part): string {
  const found = under && programme.parts.find(({ key }) => key === under)
  return found ? t('part.within', { of: found.number ?? found.text[t.language] }) : ''
}

function Withdrawal({ t, programme }: OneProps) {
  const here = oneAddress(programme)
  const form = (to: 'withdrawal' | 'return') => (
    <Form action={`${here}/${to}`} method="post">
      <HiddenField name="version" value={programme.version} />
      <Actions>
        <Button tone={to === 'withdrawal' ? 'danger' : 'soft'}>
          {t(to === 'withdrawal' ? 'desk.withdraw' : 'desk.return')}
        </Button>
      </Actions>
    </Form>
  )
  if (programme.withdrawn) return form('return')
  return (
    <Confirm open={t('desk.withdraw')}>
      <p>{t('desk.withdrawText')}</p>
      {form('withdrawal')}
    </Confirm>
  )
}

import { day, dayOf } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { EmptyState, Pager, PageTitle, Stack, Table, Tabs, Tag, type Tone } from '../../ui/index.ts'
import type { Pair } from './double-store.ts'
import { doublesAddress, pairAddress } from './parts.tsx'
import type { Say } from './words.ts'

export const tones: Readonly<Record<string, Tone>> = { open: 'due', different: 'quiet', merged: 'ok' }

interface DoublesProps {
  readonly t: Say
  readonly open: boolean
  readonly pairs: readonly Pair[]
  readonly newest: boolean
  readonly more: boolean
}

const decidedAddress: Href = `${doublesAddress}?show=decided`

/** Pairs of records that may be one person's: those that wait, or those that were decided. */
export function DoublesPage(props: DoublesProps) {
  const { t, open, pairs } = props
  return (
    <Stack>
      <PageTitle title={t('title')} lead={t('lead')} />
      <Tabs
        label={t('title')}
        tabs={[
          { href: doublesAddress, text: t('tab.open'), current: open },
          { href: decidedAddress, text: t('tab.decided'), current: !open },
        ]}
      />
      {pairs.length === 0 ? (
        <EmptyState title={t(open ? 'none.open' : 'none.decided')} text={t('none.text')} />
      ) : (
        <PairTable {...props} />
      )}
      <Turns {...props} />
    </Stack>
  )
}

function PairTable({ t, open, pairs }: DoublesProps) {
  const columns = (['first', 'second', 'because', open ? 'found' : 'state'] as const).map((key) => ({
    key,
    text: t(`column.${key}`),
  }))
  return (
    <Table
      caption={t('title')}
      captionHidden
      columns={columns}
      empty=""
      rows={pairs.map((pair) => ({
        href: pairAddress(pair.id),
        cells: [
          nameOf(t, pair.firstName, pair.firstBorn),
          nameOf(t, pair.secondName, pair.secondBorn),
          becauseOf(t, pair),
          open ? (
            sayDay(dayOf(pair.foundAt), t.language)
          ) : (
            <Tag tone={tones[pair.state] ?? 'quiet'}>{t.find(`state.${pair.state}`)}</Tag>
          ),
        ],
      }))}
    />
  )
}

const nameOf = (t: Say, name: string, born: string | null) =>
  born ? t('named', { name, born: sayDay(day(born), t.language) }) : name

const becauseOf = (t: Say, { samePassport, sameName }: Pair) =>
  [samePassport && t('because.passport'), sameName && t('because.name')].filter(Boolean).join('; ')

function Turns({ t, open, pairs, newest, more }: DoublesProps) {
  const last = pairs.at(-1)
  if (newest && !more) return null
  const older: Href = `${open ? `${doublesAddress}?` : `${decidedAddress}&`}before=${last?.id}`
  return (
    <Pager
      label={t('pages')}
      newer={newest ? undefined : { href: open ? doublesAddress : decidedAddress, text: t('newest') }}
      older={more ? { href: older, text: t('older') } : undefined}
    />
  )
}

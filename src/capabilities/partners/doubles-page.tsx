import type { Href } from '../../platform/jsx-runtime.ts'
import { Crumbs, EmptyState, Pager, PageTitle, Stack, Table } from '../../ui/index.ts'
import type { Law } from '../law/index.ts'
import { doublesAddress, partnersAddress } from './addresses.ts'
import type { Double } from './doubles.ts'
import { nameOf, type Partner } from './rules.ts'
import { sayCountry } from './said.ts'
import type { Say } from './words.ts'

export const comparing = (one: string, other: string): Href => `${doublesAddress}/${one}/${other}`

interface DoublesProps {
  readonly t: Say
  readonly law: Law
  readonly doubles: readonly Double[]
  readonly partners: ReadonlyMap<string, Partner>
  readonly all: number
  readonly newer: Href | null
  readonly older: Href | null
}

/** Records that may be of one partner, the surest first. */
export function DoublesPage({ t, law, doubles, partners, all, newer, older }: DoublesProps) {
  const said = (id: string) => {
    const partner = partners.get(id)
    if (!partner) return ''
    return [nameOf(partner, t.language), sayCountry(t, law, partner.country)].filter(Boolean).join(', ')
  }
  return (
    <Stack>
      <Crumbs
        label={t('list.title')}
        steps={[{ text: t('list.title'), href: partnersAddress }, { text: t('doubles.title') }]}
      />
      <PageTitle title={t('doubles.title')} lead={t('doubles.lead', { count: all })} />
      <Table
        caption={t('doubles.title')}
        captionHidden
        columns={(['one', 'other', 'signs'] as const).map((key) => ({ key, text: t(`doubles.${key}`) }))}
        rows={doubles.map(({ one, other, signs }) => ({
          href: comparing(one, other),
          cells: [said(one), said(other), signs.map((sign) => t(`doubles.sign.${sign}`)).join(', ')],
        }))}
        empty={<EmptyState title={t('doubles.none')} text={t('doubles.noneText')} />}
      />
      <Pager
        label={t('list.pages')}
        newer={newer ? { href: newer, text: t('list.first') } : undefined}
        older={older ? { href: older, text: t('list.more') } : undefined}
      />
    </Stack>
  )
}

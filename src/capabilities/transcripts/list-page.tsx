import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  ButtonLink,
  CheckField,
  EmptyState,
  Filters,
  Pager,
  PageTitle,
  SearchField,
  Stack,
  Table,
  Tag,
} from '../../ui/index.ts'
import { transcriptAddress, transcriptsAddress } from './rooms.ts'
import type { Listed } from './store.ts'
import type { Say } from './words.ts'

interface Props {
  readonly t: Say
  readonly filter: { readonly search: string; readonly waiting: boolean }
  readonly people: readonly Listed[]
  readonly more: boolean
  readonly mayImport: boolean
}

/** Everybody whose grades there are; those that wait to be confirmed can be had alone. */
export function ListPage({ t, filter, people, more, mayImport }: Props) {
  const isNarrowed = filter.search !== '' || filter.waiting
  return (
    <Stack>
      <PageTitle title={t('title')} lead={t('list.lead')} />
      {mayImport && (
        <Actions>
          <ButtonLink href={`${transcriptsAddress}/sheets`}>{t('sheets.title')}</ButtonLink>
        </Actions>
      )}
      <Filters
        action={transcriptsAddress}
        label={t('filter')}
        button={t('filter.show')}
        reset={isNarrowed ? { href: transcriptsAddress, text: t('filter.all') } : undefined}
      >
        <SearchField name="q" label={t('filter.name')} value={filter.search} />
        <CheckField name="waiting" label={t('filter.waiting')} checked={filter.waiting} />
      </Filters>
      <Table
        caption={t('title')}
        captionHidden
        columns={[
          { key: 'name', text: t('column.name') },
          { key: 'birth', text: t('column.birth') },
          { key: 'entries', text: t('column.entries'), numeric: true },
          { key: 'state', text: t('column.state') },
          { key: 'changed', text: t('column.changed') },
        ]}
        empty={<EmptyState title={t(isNarrowed ? 'list.notFound' : 'list.none')} text={t('list.none.text')} />}
        rows={people.map(({ id, name, birthDay, entries, waiting, changedAt }) => ({
          href: transcriptAddress(id),
          cells: [
            name,
            birthDay ? sayDay(birthDay, t.language) : '–',
            String(entries),
            waiting > 0 ? (
              <Tag tone="due">{t('state.waitingOf', { count: waiting })}</Tag>
            ) : (
              <Tag tone="ok">{t('state.confirmed')}</Tag>
            ),
            sayMoment(changedAt, t.language),
          ],
        }))}
      />
      {more && <Older t={t} filter={filter} people={people} />}
    </Stack>
  )
}

function Older({ t, filter, people }: Pick<Props, 't' | 'filter' | 'people'>) {
  const last = people.at(-1)
  if (!last) return null
  const query = new URLSearchParams({
    ...(filter.search && { q: filter.search }),
    ...(filter.waiting && { waiting: 'yes' }),
    after: `${last.changedAt.getTime()} ${last.id}`,
  })
  return <Pager label={t('pages')} older={{ href: `${transcriptsAddress}?${query}`, text: t('pages.older') }} />
}

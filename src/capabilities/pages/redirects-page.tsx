import type { Child, Href } from '../../platform/jsx-runtime.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  Crumbs,
  EmptyState,
  ErrorSummary,
  Filters,
  Form,
  HiddenField,
  Link,
  Muted,
  Pager,
  PageTitle,
  SearchField,
  Section,
  Table,
  Tag,
  TextArea,
  Tool,
  Tools,
} from '../../ui/index.ts'
import { deskAddress } from './list-page.tsx'
import type { Redirect, Wrong } from './redirects.ts'
import { pageWords, type Say } from './words.ts'

export const redirectsAddress: Href = `${deskAddress}/redirects`

interface Props {
  readonly t: Say
  readonly institution: string
  readonly redirects: readonly Redirect[]
  readonly q: string
  readonly page: number
  readonly more: boolean
  /** What was not taken of the lines just sent; they stand in the field again. */
  readonly wrong: readonly Wrong[]
  readonly typed: string
  readonly notice: Child
}

/** Old addresses and where they lead. */
export function RedirectsPage(props: Props) {
  const { t, institution, wrong, typed, notice } = props
  const own = pageWords.byData(t.language)
  return (
    <>
      <Crumbs
        label={t('crumbs')}
        steps={[{ text: t('list.title'), href: deskAddress }, { text: t('redirects.title') }]}
      />
      <PageTitle title={t('redirects.title')} lead={t('redirects.lead')} />
      {notice}
      {wrong.length > 0 && (
        <ErrorSummary
          title={t('redirects.wrong', { count: wrong.length })}
          problems={wrong.slice(0, 50).map(({ line, text, key }) => ({
            href: '#lines',
            text: t('redirects.line', { line, text, why: own.find(key) ?? key }),
          }))}
        />
      )}
      <Form action={redirectsAddress} method="post">
        <TextArea
          name="lines"
          label={t('redirects.lines')}
          hint={t('redirects.hint', { example: `/index.php?id=12 /${institution}/ru/contacts` })}
          value={typed}
          rows={6}
        />
        <Actions>
          <Button>{t('redirects.add')}</Button>
        </Actions>
      </Form>
      <Section title={t('redirects.all')}>
        <List {...props} />
      </Section>
    </>
  )
}

function List({ t, redirects, q, page, more }: Props) {
  if (redirects.length === 0 && q === '' && page === 1)
    return <EmptyState title={t('redirects.none')} text={t('redirects.noneText')} />
  const turned = (to: number): Href => `${redirectsAddress}?${new URLSearchParams({ q, page: String(to) })}`
  return (
    <>
      <Filters
        action={redirectsAddress}
        label={t('redirects.find')}
        button={t('list.show')}
        reset={q ? { href: redirectsAddress, text: t('list.all') } : undefined}
      >
        <SearchField name="q" label={t('redirects.find')} value={q} />
      </Filters>
      <Table
        caption={t('redirects.all')}
        captionHidden
        columns={[
          { key: 'from', text: t('redirects.from') },
          { key: 'to', text: t('redirects.to') },
          { key: 'who', text: t('list.last') },
          { key: 'do', text: t('redirects.do') },
        ]}
        rows={redirects.map(({ from, to, isOwn, at, by }) => ({
          cells: [
            from,
            <Link href={to}>{to}</Link>,
            <>
              {by} <Muted>{sayMoment(at, t.language)}</Muted> {isOwn && <Tag tone="quiet">{t('redirects.own')}</Tag>}
            </>,
            <Tools action={`${redirectsAddress}/removal`}>
              <HiddenField name="from" value={from} />
              <Tool text={t('tool.remove')} about={from} action={`${redirectsAddress}/removal`} />
            </Tools>,
          ],
        }))}
        empty={<EmptyState title={t('list.notFound')} />}
      />
      {(page > 1 || more) && (
        <Pager
          label={t('redirects.all')}
          newer={page > 1 ? { href: turned(page - 1), text: t('redirects.newer') } : undefined}
          older={more ? { href: turned(page + 1), text: t('versions.older') } : undefined}
        />
      )}
    </>
  )
}

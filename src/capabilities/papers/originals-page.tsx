import type { Day } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Button,
  EmptyState,
  Filters,
  Form,
  HiddenField,
  Notice,
  Pager,
  PageTitle,
  SearchField,
  Table,
} from '../../ui/index.ts'
import { typedDay } from './rules.ts'
import type { OriginalHere } from './store.ts'
import type { Say } from './words.ts'

interface OriginalsProps {
  readonly t: Say
  readonly originals: readonly OriginalHere[]
  readonly titleOf: (original: OriginalHere) => string
  readonly search: string
  readonly today: Day
  readonly mayWork: boolean
  readonly newest: Href | null
  readonly older: Href | null
  readonly given: string | null
}

/** The originals that lie in the office: whose, which, since when and where. */
export function OriginalsPage(props: OriginalsProps) {
  const { t, originals, search, mayWork, given, newest, older } = props
  const columns = ['person', 'paper', 'since', 'place', ...(mayWork ? (['back'] as const) : [])] as const
  return (
    <>
      <PageTitle title={t('originals.title')} lead={t('originals.lead')} />
      {given && <Notice tone="ok" role="status" title={given} />}
      <Filters
        action="/desk/originals"
        label={t('originals.search')}
        button={t('originals.find')}
        reset={search ? { href: '/desk/originals', text: t('originals.reset') } : undefined}
      >
        <SearchField name="q" label={t('originals.search')} value={search} />
      </Filters>
      <Table
        caption={t('originals.title')}
        captionHidden
        columns={columns.map((key) => ({ key, text: t(`originals.${key}`) }))}
        rows={originals.map((original) => ({ cells: cellsOf(props, original) }))}
        empty={<EmptyState title={t(search ? 'originals.notFound' : 'originals.none')} />}
      />
      {(newest || older) && (
        <Pager
          label={t('originals.pages')}
          newer={newest ? { href: newest, text: t('originals.first') } : undefined}
          older={older ? { href: older, text: t('originals.more') } : undefined}
        />
      )}
      {originals.length > 0 && (
        <p class="actions">
          <button class="btn soft" type="button" data-print hidden>
            {t('originals.print')}
          </button>
        </p>
      )}
    </>
  )
}

function cellsOf(props: OriginalsProps, original: OriginalHere) {
  const { t, titleOf, mayWork } = props
  const { title, number, place, since } = original
  const base: Href = `/desk/cases/${original.procedure}/${original.caseId}`
  return [
    <>
      <a href={base}>{title}</a> {number}
    </>,
    <a href={`${base}/documents/${original.type}`}>{titleOf(original)}</a>,
    sayDay(since, t.language),
    place,
    ...(mayWork ? [<GiveBack {...props} original={original} base={base} />] : []),
  ]
}

function GiveBack({ t, today, original, base }: OriginalsProps & { original: OriginalHere; base: Href }) {
  const fields = { ...typedDay('onDay', today), toWhom: original.title.slice(0, 120), seen: original.last }
  return (
    <Form
      action={`${base}/documents/${original.type}/originals`}
      method="post"
      label={t('originals.giveBack', { name: original.title })}
    >
      <HiddenField name="key" value={crypto.randomUUID()} />
      <HiddenField name="from" value="list" />
      {Object.entries(fields).map(([name, value]) => (
        <HiddenField name={name} value={value} />
      ))}
      <Button tone="soft" name="move" value="returned">
        {t('originals.back')}
      </Button>
    </Form>
  )
}

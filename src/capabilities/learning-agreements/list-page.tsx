import { sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  Crumbs,
  EmptyState,
  Filters,
  Form,
  Link,
  Pager,
  PageTitle,
  SearchField,
  SelectField,
  Stack,
  Table,
  TextField,
} from '../../ui/index.ts'
import { sayHundredths } from '../transcripts/index.ts'
import { StateTag } from './page.tsx'
import { agreementAddress, agreementsAddress } from './rooms.ts'
import type { Credit, Listed } from './store.ts'
import { Ratio } from './tables.tsx'
import type { Say } from './words.ts'

export const stateChoices = ['draft', 'sent', 'signing', 'agreed'] as const

interface Props {
  readonly t: Say
  readonly search: string
  readonly state: string | null
  readonly agreements: readonly Listed[]
  readonly more: boolean
}

/** Every agreement with where it stands, those changed last first. */
export function ListPage({ t, search, state, agreements, more }: Props) {
  const isNarrowed = search !== '' || state !== null
  const last = agreements.at(-1)
  const after = last && `${last.changedAt.getTime()} ${last.caseId}`
  const query = new URLSearchParams({ ...(search && { q: search }), ...(state && { state }), ...(after && { after }) })
  return (
    <Stack>
      <PageTitle title={t('list.title')} lead={t('list.lead')} />
      <p>
        <Link href={`${agreementsAddress}/credit`}>{t('credit.title')}</Link>
      </p>
      <Filters
        action={agreementsAddress}
        label={t('filter')}
        button={t('filter.show')}
        reset={isNarrowed ? { href: agreementsAddress, text: t('filter.all') } : undefined}
      >
        <SearchField name="q" label={t('head.student')} value={search} />
        <SelectField
          name="state"
          label={t('list.state')}
          options={[
            { value: '', text: t('list.any') },
            ...stateChoices.map((one) => ({ value: one, text: t(`state.${one}`), selected: one === state })),
          ]}
        />
      </Filters>
      <Table
        caption={t('list.title')}
        captionHidden
        columns={[
          { key: 'student', text: t('head.student') },
          { key: 'number', text: t('list.case'), whole: true },
          { key: 'state', text: t('list.state') },
          { key: 'changed', text: t('list.changed') },
        ]}
        empty={<EmptyState title={t(isNarrowed ? 'list.notFound' : 'list.none')} text={t('list.none.text')} />}
        rows={agreements.map((one) => ({
          href: agreementAddress(one.caseId),
          cells: [
            one.title,
            one.number ?? '–',
            <StateTag t={t} state={one.state} />,
            sayMoment(one.changedAt, t.language),
          ],
        }))}
      />
      {more && <Pager label={t('pages')} older={{ href: `${agreementsAddress}?${query}`, text: t('pages.older') }} />}
    </Stack>
  )
}

interface CreditProps {
  readonly t: Say
  readonly credit: Credit | null
  readonly tried: { readonly typed: string; readonly error: string } | null
  readonly mayEdit: boolean
}

/** How many ECTS credits a national one is: whence that is known, and the institution's own word. */
export function CreditPage({ t, credit, tried, mayEdit }: CreditProps) {
  return (
    <Stack>
      <Crumbs
        label={t('here')}
        steps={[{ text: t('list.title'), href: agreementsAddress }, { text: t('credit.title') }]}
      />
      <PageTitle title={t('credit.title')} lead={t('credit.lead')} />
      {credit ? (
        <p>
          <Ratio t={t} ratio={credit.ratio} credit={credit} />
        </p>
      ) : (
        <EmptyState title={t('begin.noCredit')} />
      )}
      {credit && mayEdit && (
        <Form action={`${agreementsAddress}/credit`} method="post" label={t('credit.title')}>
          <TextField
            name="ects"
            label={t('credit.ects')}
            hint={t('credit.hint')}
            value={tried?.typed ?? sayHundredths(Math.round(credit.ratio / 100), t.language)}
            error={tried?.error}
            width="short"
            inputmode="decimal"
          />
          <Actions>
            <Button>{t('credit.save')}</Button>
          </Actions>
        </Form>
      )}
    </Stack>
  )
}

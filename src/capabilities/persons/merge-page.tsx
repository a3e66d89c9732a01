import type { Day } from '../../platform/days.ts'
import { addDays } from '../../platform/days.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Crumbs,
  DescriptionList,
  Form,
  HiddenField,
  PageTitle,
  Section,
  Stack,
} from '../../ui/index.ts'
import type { Pair } from './double-store.ts'
import { CaseTable, doublesAddress, pairAddress, type Reading, Said } from './parts.tsx'
import type { Known } from './profile.ts'
import { undoDays } from './rules.ts'

interface MergeProps {
  readonly reading: Reading
  readonly pair: Pair
  readonly leader: Known
  readonly merged: Known
  /** Both as one. */
  readonly together: Known
  readonly today: Day
}

/** What a merge would do, before it is done. */
export function MergePage({ reading, pair, leader, merged, together, today }: MergeProps) {
  const { t, language } = reading
  const names = { leader: leader.shownAs[0] ?? '', merged: merged.shownAs[0] ?? '' }
  const until = sayDay(addDays(today, undoDays), language)
  return (
    <Stack>
      <Crumbs
        label={t('here')}
        steps={[
          { text: t('title'), href: doublesAddress },
          { text: t('pair.here'), href: pairAddress(pair.id) },
          { text: t('merge.open') },
        ]}
      />
      <PageTitle title={t('merge.title', names)} lead={t('merge.what', names)} />
      <DescriptionList
        rows={[
          { term: t('about.names'), value: <Said reading={reading} about="names" known={together} /> },
          { term: t('merge.accounts'), value: t('merge.accounts.text') },
          { term: t('merge.mails'), value: t('merge.mails.text') },
          { term: t('merge.journal'), value: t('merge.journal.text', { count: together.cases.length }) },
          { term: t('merge.undo'), value: t('merge.undo.text', { day: until }) },
        ]}
      />
      <Section title={t('merge.follow', { count: merged.cases.length })}>
        <CaseTable reading={reading} cases={merged.cases} />
      </Section>
      <Form action={`${pairAddress(pair.id)}/merge`} method="post">
        <HiddenField name="lead" value={leader.records[0] ?? ''} />
        <Actions>
          <Button>{t('merge.do')}</Button>
          <ButtonLink href={pairAddress(pair.id)} tone="soft">
            {t('merge.back')}
          </ButtonLink>
        </Actions>
      </Form>
    </Stack>
  )
}

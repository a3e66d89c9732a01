import { Actions, Button, Confirm, Form } from '../../ui/index.ts'
import { EntryFields, EntryProblems, type Tried } from '../cases/index.ts'
import type { Law } from '../law/index.ts'
import { endForm } from './road-rules.ts'
import type { Agreement } from './rules.ts'
import { agreementPage } from './said.tsx'
import { agreementsWords, type Say } from './words.ts'

interface EndProps {
  readonly t: Say
  readonly law: Law
  readonly agreement: Agreement
  readonly tried: Tried | null
}

/** Ends an agreement before its time, with the day and the reason. */
export function EndForm({ t, law, agreement, tried }: EndProps) {
  const mine = tried ?? { typed: {}, problems: [] }
  const words = { t: agreementsWords.byData(t.language), words: 'end', law, prefix: 'end-', ...mine }
  return (
    <Confirm open={t('end.do')} expanded={tried !== null}>
      <p>{t('end.text')}</p>
      <EntryProblems {...words} />
      <Form action={`${agreementPage(agreement)}/end`} method="post" label={t('end.do')}>
        <EntryFields {...words} shape={endForm.shape} />
        <Actions>
          <Button tone="danger">{t('end.do')}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}

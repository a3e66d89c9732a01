import { readDay } from '../../platform/days.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import { Actions, Button, DescriptionList, Form, HiddenField, More, Muted, Notice, Section } from '../../ui/index.ts'
import type { WantedDocument } from '../cases/index.ts'
import { PaperField, Slips } from './fields.tsx'
import { sayLanguage } from './languages.ts'
import { type PaperProps, paperAddress } from './paper-page.tsx'
import { emptyRecord, type PaperRecord, type RecordField, recordFields, typedRecord } from './rules.ts'

/** What the paper says: as the office wrote it down, or as the applicant's answers say until it has. */
export function Record(props: PaperProps) {
  const { t, item, described, mayWork, slip } = props
  const { describedAt, describedBy } = described
  const own = slip?.form === 'record' ? slip : null
  return (
    <Section title={t('record.title')} id="record">
      {describedAt ? (
        <>
          <DescriptionList
            rows={recordFields
              .filter((field) => described.record[field])
              .map((field) => ({ term: t(`field.${field}`), value: say(props, field, described.record[field]) }))}
          />
          <p>
            <Muted>{t('by', { name: describedBy, at: sayMoment(describedAt, t.language) })}</Muted>
          </p>
          <Differences {...props} />
        </>
      ) : (
        <Muted>{t(item.wanted.record ? 'record.prefilled' : 'record.none')}</Muted>
      )}
      {mayWork && (
        <More title={t(describedAt ? 'record.change' : 'record.write')} open={own !== null || !describedAt}>
          <RecordForm {...props} />
        </More>
      )}
    </Section>
  )
}

function RecordForm({ t, view, item, described, slip }: PaperProps) {
  const own = slip?.form === 'record' ? slip : null
  const kept = described.describedAt ? described.record : answered(item.wanted)
  const typed = own?.typed ?? typedRecord(kept)
  const filled = { t, law: view.law, form: 'record', typed, problems: own?.problems ?? [] }
  return (
    <>
      <Slips {...filled} />
      <Form action={`${paperAddress(view, item.wanted.type)}/record`} method="post" label={t('record.title')}>
        <HiddenField name="seen" value={described.describedAt?.toISOString() ?? ''} />
        {recordFields.map((name) => (
          <PaperField {...filled} name={name} />
        ))}
        <Actions>
          <Button tone={described.describedAt ? 'soft' : 'main'}>{t('record.save')}</Button>
        </Actions>
      </Form>
    </>
  )
}

/** What the applicant's answers say of the paper. */
function answered({ record }: WantedDocument): PaperRecord {
  return {
    ...emptyRecord,
    number: record?.number ?? '',
    issuedOn: record?.issued ?? '',
    endsOn: record?.ends ?? '',
    country: record?.country ?? '',
  }
}

function Differences(props: PaperProps) {
  const { t, item, described } = props
  const answers = answered(item.wanted)
  const plain = (text: string) => text.replace(/[\s-]/g, '').toUpperCase()
  const differing = recordFields.filter(
    (field) => answers[field] && plain(answers[field]) !== plain(described.record[field]),
  )
  if (differing.length === 0) return null
  return (
    <Notice tone="due" title={t('record.differs')}>
      <ul>
        {differing.map((field) => (
          <li>
            {t(`field.${field}`)}: {say(props, field, answers[field])}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function say({ t, view }: PaperProps, field: RecordField, value: string): string {
  if (field === 'country') return view.law.country(value)?.name[t.language] ?? value
  if (field === 'language') return sayLanguage(value, t.language)
  const on = field === 'issuedOn' || field === 'endsOn' ? readDay(value) : null
  return on ? sayDay(on, t.language) : value
}

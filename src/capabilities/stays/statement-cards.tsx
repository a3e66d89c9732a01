import { readDay } from '../../platform/days.ts'
import { composeDays } from '../../platform/web/form.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import { Actions, Button, ButtonLink, Card, Confirm, DescriptionList, Form, Muted, TextArea } from '../../ui/index.ts'
import { stayAddress } from './desk-place.ts'
import { kinds } from './kinds.ts'
import type { Statement } from './statement-store.ts'
import { staysWords } from './words.ts'
import { type Reading, sayField, sayNumber } from './words-of-records.ts'

interface Props {
  readonly reading: Reading
  readonly statements: readonly Statement[]
  readonly mayWork: boolean
}

/** What people have said of their own stay and nobody has answered yet. */
export function StatementCards({ reading, statements, mayWork }: Props) {
  const open = statements.filter(({ outcome }) => outcome === null)
  return (
    <>
      {open.map((statement) => (
        <OpenStatement reading={reading} statement={statement} mayWork={mayWork} />
      ))}
    </>
  )
}

function OpenStatement({ reading, statement, mayWork }: Omit<Props, 'statements'> & { statement: Statement }) {
  const t = staysWords(reading.language)
  const { id, personId, kind, name, saidAt } = statement
  return (
    <Card title={t('said.title', { kind: t(`kind.${kind}`) })} id={`said-${id}`}>
      <Muted>{t('said.by', { name, at: sayMoment(saidAt, reading.language) })}</Muted>
      <SaidList reading={reading} statement={statement} />
      {mayWork && (
        <Actions>
          <ButtonLink href={`${stayAddress(personId)}/new?kind=${kind}&statement=${id}`}>{t('said.accept')}</ButtonLink>
          <Confirm open={t('said.decline')} tone="soft">
            <Form action={`${stayAddress(personId)}/said/${id}/declining`} method="post" label={t('said.decline')}>
              <TextArea name="answer" id={`answer-${id}`} label={t('said.answer')} rows={2} required />
              <Actions>
                <Button>{t('said.decline')}</Button>
              </Actions>
            </Form>
          </Confirm>
        </Actions>
      )}
    </Card>
  )
}

/** What was said, field by field. */
export function SaidList({ reading, statement: { kind, typed } }: { reading: Reading; statement: Statement }) {
  const t = staysWords(reading.language)
  const said = composeDays(typed)
  const rows = Object.keys(kinds[kind].fields.shape).flatMap((field) => {
    const value = said[field]
    if (!value) return []
    const on = readDay(value)
    const text = field === 'number' ? sayNumber(reading, value) : sayField(reading, field, value)
    const term = t.find(`field.${kind}.${field}`) ?? t.find(`field.${field}`) ?? field
    return text ? [{ term, value: on ? sayDay(on, reading.language) : text }] : []
  })
  return <DescriptionList rows={rows} />
}

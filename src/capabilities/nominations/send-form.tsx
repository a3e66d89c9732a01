import { addDays } from '../../platform/days.ts'
import { dayParts, saidOf } from '../../platform/web/words.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  CheckField,
  Confirm,
  DayField,
  FieldGroup,
  Form,
  HiddenField,
  Link,
  Muted,
  RadioField,
  SelectField,
  TextArea,
} from '../../ui/index.ts'
import { channels, partnerPage } from '../partners/index.ts'
import { groupAddress, templateAddress } from './addresses.ts'
import type { GroupProps } from './group-page.tsx'
import { isOpen, type Nominee } from './rules.ts'
import type { Say } from './words.ts'

/** Days that a partner has for the answer, unless the officer says otherwise. */
const usual = 21

/** What goes out: who, how, to whom, until when. Those who wait for an answer may go once more. */
export function SendForm(props: GroupProps) {
  const { t, call, partner, nominees, tried, fresh } = props
  const mine = tried?.form === 'send' ? tried : null
  const isFirst = nominees.some(({ nomination }) => !nomination)
  const errorOf = (field: string) => saidOf(mine?.problems, field, t.language, t)
  return (
    <Confirm open={t(isFirst ? 'send.open' : 'send.again')} tone={isFirst ? 'main' : 'soft'} expanded={mine !== null}>
      <Form action={`${groupAddress(call.id, partner.id)}/sendings`} method="post" label={t('send.open')}>
        <HiddenField name="id" value={mine?.typed.id ?? fresh} />
        <FieldGroup legend={t('send.students')} error={errorOf('students')}>
          {nominees
            .filter(({ nomination }) => !nomination || isOpen(nomination.state))
            .map((one) => (
              <Student {...props} one={one} />
            ))}
        </FieldGroup>
        <How {...props} error={errorOf('how')} />
        <Whom {...props} error={errorOf('contact')} />
        <Until {...props} error={errorOf('answerBy')} />
        <Papers {...props} />
        <TextArea
          name="message"
          label={t('send.message')}
          hint={t('send.messageHint')}
          value={mine?.typed.message ?? ''}
          error={errorOf('message')}
          rows={3}
        />
        <Actions>
          <Button>{t('send.do')}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}

function Student({ t, tried, sendings, one }: GroupProps & { one: Nominee }) {
  const name = `student.${one.caseId}`
  const typed = tried?.form === 'send' ? tried.typed : null
  const before = sendings.find(({ id }) => id === one.nomination?.sendingId)
  return (
    <CheckField
      name={name}
      label={[one.name, one.number].filter(Boolean).join(', ')}
      hint={before && t('send.sentBefore', { until: sayDay(before.answerBy, t.language) })}
      checked={typed ? typed[name] === 'yes' : !one.nomination}
    />
  )
}

type FieldOf = GroupProps & { error: string | undefined }

function How({ t, partner, contacts, tried, hasTemplate, error }: FieldOf) {
  const chosen = (tried?.form === 'send' ? tried.typed.how : null) ?? contacts[0]?.how ?? 'mail'
  const template = (
    <Link href={templateAddress(partner)}>{t(hasTemplate ? 'send.template' : 'send.needsTemplate')}</Link>
  )
  return (
    <RadioField
      name="how"
      label={t('send.how')}
      error={error}
      options={channels.map((how) => ({
        value: how,
        text: t(`how.${how}`),
        hint: how === 'sheet' ? template : t(`how.${how}.hint`),
        selected: how === chosen,
      }))}
    />
  )
}

function Whom({ t, partner, contacts, tried, error }: FieldOf) {
  if (contacts.length === 0)
    return (
      <FieldGroup legend={t('send.contact')} error={error}>
        <p>
          {t('send.nobodyThere')} <Link href={`${partnerPage(partner)}/contacts/new`}>{t('send.addContact')}</Link>
        </p>
      </FieldGroup>
    )
  const chosen = (tried?.form === 'send' ? tried.typed.contact : null) ?? contacts[0]?.id
  return (
    <SelectField
      name="contact"
      label={t('send.contact')}
      error={error}
      options={contacts.map(({ id, name, email }) => ({
        value: id,
        text: [name, email].filter(Boolean).join(', '),
        selected: id === chosen,
      }))}
    />
  )
}

function Until({ t, tried, today, error }: FieldOf) {
  const typed = tried?.form === 'send' ? tried.typed : null
  const [year = '', month = '', date = ''] = addDays(today, usual).split('-')
  const plain = (part: string) => part.replace(/^0+/, '')
  const value = typed
    ? { day: typed['answerBy.day'] ?? '', month: typed['answerBy.month'] ?? '', year: typed['answerBy.year'] ?? '' }
    : { day: plain(date), month: plain(month), year }
  return (
    <DayField
      name="answerBy"
      label={t('send.until')}
      hint={t('send.untilHint')}
      words={dayParts(t.language)}
      value={value}
      error={error}
    />
  )
}

function Papers({ t, papers, tried }: GroupProps & { t: Say }) {
  const typed = tried?.form === 'send' ? tried.typed : null
  return (
    <FieldGroup legend={t('send.papers')}>
      {papers.length === 0 && <Muted>{t('send.noPapers')}</Muted>}
      {papers.map(({ type, title, count }) => (
        <CheckField
          name={`paper.${type}`}
          label={title}
          hint={t('send.paperCount', { count })}
          checked={typed?.[`paper.${type}`] === 'yes'}
        />
      ))}
    </FieldGroup>
  )
}

import { sayMoment } from '../../platform/words/saying-days.ts'
import { Section, Timeline } from '../../ui/index.ts'
import type { DeskCaseProps } from './desk-case.ts'
import { mailState } from './shared-pages.tsx'
import { timelineItems } from './timeline.tsx'
import { casesWords } from './words.ts'

/** Everything that happened, in one line of time: what people did, which letters went out, which mails, and what became of them. */
export function DeskHistory(props: DeskCaseProps) {
  const { journal, view, language } = props
  const items = [...timelineItems(journal, view, language, 'office'), ...letterItems(props), ...mailItems(props)]
  return (
    <Section title={casesWords(language)('case.history')}>
      <Timeline items={items.toSorted((a, b) => Date.parse(a.dateTime) - Date.parse(b.dateTime))} />
    </Section>
  )
}

function letterItems({ letters, language }: DeskCaseProps) {
  const t = casesWords(language)
  return letters.map((letter) => ({
    title: t('history.letter', { number: letter.number }),
    when: t('action.by', { name: letter.issued_by, at: sayMoment(letter.issued_at, language) }),
    dateTime: letter.issued_at.toISOString(),
    text: <a href={`/desk/letters/${letter.id}`}>{letter.subject}</a>,
  }))
}

function mailItems({ mails, language }: DeskCaseProps) {
  const t = casesWords(language)
  return mails.map((mail) => ({
    title: t('history.mail', { to: mail.to_address, subject: mail.subject }),
    when: sayMoment(mail.queued_at, language),
    dateTime: mail.queued_at.toISOString(),
    tone: mail.state === 'refused' ? ('late' as const) : ('wait' as const),
    text: (
      <>
        {mailState(mail, language)}. <a href={`#mail-${mail.id}`}>{t('history.read')}</a>
      </>
    ),
  }))
}

import type { Html } from '../../platform/jsx-runtime.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import { Tag, Timeline } from '../../ui/index.ts'
import { isOpenQuestion, type Message } from './rules.ts'
import type { Say } from './words.ts'

/** Who a reader takes the two sides for: the office sees names, the subject those that the institution shows. */
export type Called = (message: Message) => string

/** What was written on both sides, in order; what still waits says until when. */
export function Thread({ t, messages, called }: { t: Say; messages: readonly Message[]; called: Called }): Html {
  return (
    <Timeline
      items={messages.map((message) => ({
        title: message.way === 'phone' ? t('thread.phone', { who: called(message) }) : called(message),
        when: sayMoment(message.at, t.language),
        dateTime: message.at.toISOString(),
        tone: isOpenQuestion(message) ? 'due' : 'ok',
        text: <Words t={t} message={message} />,
      }))}
    />
  )
}

function Words({ t, message }: { t: Say; message: Message }) {
  return (
    <>
      {message.text && (
        <p class="body" dir="auto">
          {message.text}
        </p>
      )}
      {isOpenQuestion(message) && message.due && (
        <Tag tone="due">{t('thread.waits', { day: sayDay(message.due, t.language) })}</Tag>
      )}
    </>
  )
}

import type { Db } from '../../platform/database/index.ts'
import type { Panel, View } from '../cases/index.ts'
import { officeName, officeOf } from '../institutions/index.ts'
import { DeskPanel, TodayColumn } from './desk-pages.tsx'
import { MyPanel } from './my-pages.tsx'
import { messagesOf, waitingQuestions } from './store.ts'
import type { Called } from './thread.tsx'
import { questionsWords, type Say } from './words.ts'

/** Made with each form: the same form sent twice writes once. */
export const freshKey = () => crypto.randomUUID()

/** Whom the subject reads: themselves, the office, and its officers by name where the institution wants that. */
export async function calledFor(db: Db, view: View, t: Say): Promise<Called> {
  const office = officeName(await officeOf(db), view.institution)[t.language]
  const named = view.institution.settings.namesOfficers.value
  return ({ side, byName }) => (side === 'subject' ? t('thread.you') : named ? byName : office)
}

/** Questions on the pages of every case and in the office's day. */
export const questionPanel: Panel = {
  my: async (visit, view) => {
    const db = visit.within(view.standing.institution)
    const t = questionsWords(visit.language)
    const [messages, called] = await Promise.all([messagesOf(db, view.standing.id), calledFor(db, view, t)])
    return <MyPanel t={t} view={view} messages={messages} called={called} />
  },
  desk: async (visit, view) => {
    const { institution, id } = view.standing
    const props = { t: questionsWords(visit.language), view, formKey: freshKey() }
    const messages = await messagesOf(visit.within(institution), id)
    return <DeskPanel {...props} messages={messages} mayWork={visit.may('cases.work', institution)} />
  },
  today: async (visit, procedures) => {
    const { institution } = visit.place('cases.read')
    const waiting = await waitingQuestions(visit.within(institution), institution)
    if (waiting.length === 0) return null
    const props = { t: questionsWords(visit.language), procedures, today: visit.house.clock.today() }
    return <TodayColumn {...props} waiting={waiting} />
  },
}

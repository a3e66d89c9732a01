import type { Child } from '../../platform/jsx-runtime.ts'
import type { Language } from '../../platform/words/languages.ts'
import { Actions, ButtonLink, Notice, Now, PageTitle, Section, Timeline } from '../../ui/index.ts'
import { ActingFor } from './acting-for.tsx'
import type { View } from './moment.ts'
import { Leaving } from './my-leaving.tsx'
import { PaperList } from './my-paper-list.tsx'
import { addressOf, leftToDo, nextToDo } from './my-place.ts'
import { Status, type StatusProps } from './my-status.tsx'
import { ToDo } from './my-to-do.tsx'
import { fills, isClosed, isEditable, isOpen } from './rules.ts'
import { type CaseLetter, type CaseMail, Letters, Messages, Refusals, turnOf } from './shared-pages.tsx'
import { type JournalRow, lastWord, timelineItems } from './timeline.tsx'
import { casesWords, type ExplainedRefusal } from './words.ts'

interface CasePageProps {
  readonly view: View
  readonly language: Language
  readonly journal: readonly JournalRow[]
  readonly letters: readonly CaseLetter[]
  readonly mails: readonly CaseMail[]
  readonly more: Child
  readonly time: StatusProps['time']
  readonly office: StatusProps['office']
  readonly refusals?: readonly ExplainedRefusal[]
  readonly notice?: string | undefined
  readonly unproven: string | null
}

/** Where the case stands, what is missing, who has it, what comes next. */
export function MyCasePage({
  view,
  language,
  journal,
  letters,
  mails,
  more,
  time,
  office,
  refusals = [],
  notice,
  unproven,
}: CasePageProps) {
  const t = casesWords(language)
  const say = view.procedure.words(language)
  const { standing, procedure } = view
  const open = isOpen(procedure, standing.stage)
  return (
    <>
      <PageTitle title={say('name')} over={standing.number ?? t('case.over.draft')} />
      {notice && (
        <Notice tone="wait" role="alert">
          {notice}
        </Notice>
      )}
      <ActingFor view={view} language={language} />
      <Refusals refusals={refusals} language={language} />
      <TurnBox view={view} language={language} said={lastWord(journal, view, language)} />
      <Status view={view} language={language} time={time} office={office} />
      <Letters letters={letters} procedure={view.procedure} base={`${addressOf(view)}/letters`} language={language} />
      {unproven && <Notice tone="wait">{t('my.unproven', { email: unproven })}</Notice>}
      {open && <ToDo view={view} language={language} />}
      {!open && <PaperList view={view} language={language} />}
      {more}
      <Section title={t('case.history')}>
        <Timeline items={[...timelineItems(journal, view, language, 'subject'), ...ahead(view, language)]} />
      </Section>
      <Messages mails={mails} language={language} />
      <Leaving view={view} language={language} />
    </>
  )
}

function TurnBox({ view, language, said }: { view: View; language: Language; said: string | null }) {
  const t = casesWords(language)
  const say = view.procedure.words(language)
  const left = leftToDo(view)
  const editable =
    isEditable(view.procedure, view.standing.stage) && fills(view.procedure, 'subject', view.standing.stage)
  const open = isOpen(view.procedure, view.standing.stage)
  const turn = turnOf(view)
  return (
    <Now
      tag={{ tone: turn.tone, text: say.find(`turn.${view.standing.stage}`) ?? t(`case.turn.${turn.waits}`) }}
      title={editable ? t('case.left', { count: left }) : say(`now.${view.standing.stage}`)}
      text={editable && !said ? t('case.savedHere') : say(`next.${view.standing.stage}`)}
    >
      {said && (
        <Notice tone={editable ? 'late' : 'quiet'}>
          <p class="body">{said}</p>
        </Notice>
      )}
      {open && (
        <Actions>
          <ButtonLink href={nextToDo(view)}>
            {say.find(`go.${view.standing.stage}`) ?? t(left === 0 ? 'case.check' : 'case.continue')}
          </ButtonLink>
        </Actions>
      )}
    </Now>
  )
}

// What is still to come: the stages after this one, in the procedure's own words.
function ahead(view: View, language: Language) {
  if (isClosed(view.procedure, view.standing.stage)) return []
  const say = view.procedure.words(language)
  const coming = say.find(`ahead.${view.standing.stage}`)
  return coming ? coming.split('\n').map((title) => ({ title, ahead: true })) : []
}

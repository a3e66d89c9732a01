import { CaseColumns, Crumbs, Notice, PageTitle } from '../../ui/index.ts'
import { type DeskCaseProps, deskAddress } from './desk-case.ts'
import { Papers } from './desk-case-papers.tsx'
import { Looks, Notes } from './desk-case-side.tsx'
import { WhatToDo } from './desk-case-steps.tsx'
import { Facts, Viewing } from './desk-case-viewing.tsx'
import { DeskHistory } from './desk-history.tsx'
import { StageTag } from './desk-list-pages.tsx'
import { DeskMails } from './desk-mails.tsx'
import { FillIn } from './filling-in.tsx'
import { LinkedCases } from './linked-cards.tsx'
import type { View } from './moment.ts'
import { Opinions } from './opinion-section.tsx'
import { Following, Owner } from './owner-card.tsx'
import { isClosed, stepsOf } from './rules.ts'
import { DeadlineList, Letters, Refusals, Warnings } from './shared-pages.tsx'

/** One case: answers and papers, what to do, dates, notes, and everything that happened. */
export function DeskCasePage(props: DeskCaseProps) {
  const { view, language } = props
  const say = view.procedure.words(language)
  const { standing, procedure } = view
  const paper = props.mayLook ? props.open : null
  const number = standing.number ?? standing.title
  return (
    <>
      <Crumbs
        label={say('names')}
        steps={[
          { text: say('names'), href: `/desk/cases/${procedure.name}` },
          paper ? { text: number, href: deskAddress(view), keyName: 'b' } : { text: number },
          ...(paper ? [{ text: paper.name }] : []),
        ]}
      />
      <PageTitle title={standing.title} />
      <p>
        <StageTag procedure={procedure} stage={standing.stage} language={language} />{' '}
        {say.find(`desk.${standing.stage}`)}
      </p>
      {props.notice && (
        <Notice tone="wait" role="alert">
          {props.notice}
        </Notice>
      )}
      <Refusals refusals={props.refusals} language={language} />
      <Warnings view={view} language={language} />
      {paper && <Viewing {...props} file={paper} />}
      <CaseColumns
        first={
          <>
            {props.mayWork && <FillIn view={view} party="office" address={deskAddress(view)} language={language} />}
            {props.mayWork && hasMatter(view) && <WhatToDo {...props} party="office" address={deskAddress(view)} />}
            <DeadlineList view={view} language={language} />
          </>
        }
        matter={
          <>
            {props.more}
            <Letters
              letters={props.letters}
              procedure={view.procedure}
              base={`${deskAddress(view)}/letters`}
              about={(id) => `/desk/letters/${id}`}
              language={language}
            />
            {!paper && <Papers {...props} />}
            <Opinions {...props} />
            {!paper && <Facts view={view} language={language} mayLook={props.mayLook} />}
            <DeskHistory {...props} />
            <DeskMails {...props} />
          </>
        }
        side={
          <>
            <Owner {...props} />
            <Following {...props} />
            <LinkedCases {...props} />
            <Notes {...props} />
            {props.mayLook && <Looks {...props} />}
          </>
        }
      />
    </>
  )
}

// A closed case may still have a way on, or back.
function hasMatter({ procedure, standing }: View): boolean {
  return !isClosed(procedure, standing.stage) || stepsOf(procedure, standing.stage, 'office').length > 0
}

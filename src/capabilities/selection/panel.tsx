import { Card, Link } from '../../ui/index.ts'
import { type CallWay, findCall } from '../calls/index.ts'
import type { Panel } from '../cases/index.ts'
import { mobility } from '../mobility/index.ts'
import { personAddress, selectionAddress } from './addresses.ts'
import { answersOfCase, resultsOf } from './answer-store.ts'
import { appealsOf } from './appeal-store.ts'
import { ResultPanel } from './my-pages.tsx'
import { ownResult } from './my-routes.tsx'
import { namesIn } from './names.ts'
import { OutcomeTag } from './parts.tsx'
import { isSelected } from './places.ts'
import { lastRun } from './run-store.ts'
import { selectionWords } from './words.ts'

/** The result on the pages of an application; its own person sees nothing of it before the day of the results. */
export const selectionPanel: Panel = {
  my: async (visit, view) => {
    const own = await ownResult(visit, view)
    return own && <ResultPanel {...own} />
  },
  desk: async (visit, { procedure, standing }) => {
    const callId = standing.facts?.call
    if (procedure.name !== mobility.name || typeof callId !== 'string') return null
    if (!visit.may('selection.read', standing.institution)) return null
    const db = visit.within(standing.institution)
    const call = await findCall(db, callId)
    if (!call || !isSelected(call)) return null
    const t = selectionWords(visit.language)
    const [[answer], names] = [await answersOfCase(db, standing.id), await namesIn(db, call)]
    return (
      <Card title={t('title')}>
        {answer && (
          <p>
            <OutcomeTag t={t} outcome={answer.kind} /> {answer.why.host && names.host(answer.why.host)}
          </p>
        )}
        <p>
          <Link href={personAddress(call, standing.id)}>{t('panel.desk')}</Link>
        </p>
      </Card>
    )
  },
}

/** From a call's desk page to its selection, and how it stands. */
export const selectionWay: CallWay = {
  href: selectionAddress,
  text: (language) => selectionWords(language)('title'),
  needs: 'selection.read',
  note: async (visit, call) => {
    if (!isSelected(call)) return null
    const db = visit.within(call.institution)
    const t = selectionWords(visit.language)
    if (await resultsOf(db, call.id)) {
      const open = (await appealsOf(db, call.id)).filter(({ outcome }) => outcome === null).length
      return t('way.published', { open })
    }
    const last = await lastRun(db, call.id)
    return last ? t('way.draft', { seq: last.seq }) : t('way.none')
  },
}

import { stringsFrom } from '../../platform/database/json.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { filePage, findFile, recordLook } from '../documents/index.ts'
import { doorAddress, guestOf, type LinkKind, type OneTimeLink } from '../one-time-links/index.ts'
import { groundOf, type View, viewOf } from './moment.ts'
import { answerForm, giveOpinion, mailKindOf, opinionKind } from './opinion-actions.ts'
import { OpinionPage } from './opinion-page.tsx'
import { questionOf } from './opinions.ts'
import type { Procedure } from './procedure.ts'
import { findCase } from './store.ts'
import { casesWords } from './words.ts'

/** The step behind a one-time link where somebody gives an opinion on a case. */
export function opinionLinks(procedures: readonly Procedure[]): LinkKind {
  const procedureOf = (link: OneTimeLink) => {
    const procedure = procedures.find(({ name }) => name === stringsFrom(link.payload).procedure)
    if (!procedure) throw new NotFound()
    return procedure
  }
  return {
    name: opinionKind,
    title: (language) => casesWords(language)('opinion.title'),
    mailKind: (link) => mailKindOf(procedureOf(link).name),
    show: (visit, link, token) => page(visit, procedureOf(link), link, token),
    async answer(visit, link, token) {
      const form = await visit.form(answerForm)
      if (!form.ok) return page(visit, procedureOf(link), link, token, form)
      // Used up or revoked meanwhile: the door says so.
      await giveOpinion(visit.house, procedureOf(link), link, form.value)
      return null
    },
    async file(visit, link, id) {
      const db = visit.within(link.institution)
      const asked = await questionOf(db, link.id)
      const file = asked?.fileIds.includes(id) ? await findFile(db, id) : null
      if (!file || file.caseId !== link.caseId) throw new NotFound()
      await recordLook(db, {
        institution: link.institution,
        fileId: file.id,
        caseId: file.caseId,
        by: guestOf(link),
        at: visit.house.clock.now(),
      })
      return filePage(visit.house, file)
    },
  }
}

interface Slip {
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

async function page(visit: Visit, procedure: Procedure, link: OneTimeLink, token: string, slip?: Slip) {
  const db = visit.within(link.institution)
  const standing = await findCase(db, link.caseId ?? '')
  const view = await viewOf(await groundOf(visit.house, link.institution, procedure), db, procedure, standing)
  const asked = await questionOf(db, link.id)
  return (
    <OpinionPage
      view={view}
      language={visit.language}
      link={link}
      address={doorAddress(token)}
      question={asked?.question ?? ''}
      papers={papersShared(view, asked?.fileIds ?? [])}
      typed={slip?.typed ?? {}}
      problems={slip?.problems ?? []}
    />
  )
}

function papersShared(view: View, fileIds: readonly string[]) {
  return view.items.flatMap((item) =>
    [...item.files, ...item.earlier]
      .filter(({ id }) => fileIds.includes(id))
      .map((file) => ({ id: file.id, name: file.name, bytes: file.bytes, title: item.wanted.title })),
  )
}

import { NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import { touchPartner } from '../partners/index.ts'
import { type AgreementAct, changing, heldHere } from './actions.ts'
import { papersOf, removePaper } from './answer-store.ts'
import { insertOriginal, type Move, originalsOf, removeOriginal, saveMoves } from './original-store.ts'

/** Puts down one more original on paper, and where it is. The same form twice makes one. */
export function addOriginal(
  act: AgreementAct,
  id: string,
  key: string,
  languages: string,
  move: Move,
): Promise<Outcome> {
  return changing(act, id, async (tx, reading) => {
    await heldHere(tx, id, reading)
    const number = Math.max(0, ...(await originalsOf(tx, id)).map((one) => one.number)) + 1
    const one = { id: key, number, languages, moves: [move] }
    if (!(await insertOriginal(tx, act.institution, id, one, act.house.clock.now()))) return refuse('ask.already')
    return { before: {}, after: { original: `${number}: ${move.where || move.holder}` } }
  })
}

/** Puts down where an original has come now. @throws NotFound for one of another agreement */
export function moveOriginal(act: AgreementAct, id: string, originalId: string, move: Move): Promise<Outcome> {
  return changing(act, id, async (tx, reading) => {
    const { parties, title } = await heldHere(tx, id, reading)
    const one = (await originalsOf(tx, id)).find((original) => original.id === originalId)
    if (!one) throw new NotFound()
    const last = one.moves.at(-1)
    if (last && JSON.stringify(last) === JSON.stringify(move)) return refuse('ask.already')
    if (last?.on && move.on && move.on < last.on) return refuse('original.earlier')
    await saveMoves(tx, one.id, [...one.moves, move])
    // What goes to a partner by post, or comes from there, is a contact with it.
    const [party] = parties
    if (parties.length === 1 && party?.partner && (move.holder === 'post' || move.holder === 'partner'))
      await touchPartner(tx, party.partner, { on: move.on ?? act.house.clock.today(), about: title.en })
    return {
      before: { original: last?.where ?? null },
      after: { original: `${one.number}: ${move.where || move.holder}` },
    }
  })
}

export function dropOriginal(act: AgreementAct, id: string, originalId: string): Promise<Outcome> {
  return changing(act, id, async (tx, reading) => {
    await heldHere(tx, id, reading)
    const one = (await originalsOf(tx, id)).find((original) => original.id === originalId)
    if (!one) throw new NotFound()
    await removeOriginal(tx, one.id, act.house.clock.now())
    return { before: { original: one.number }, after: { original: null } }
  })
}

/** Takes an annex or a scan out; what was signed or is a version stays. */
export function dropPaper(act: AgreementAct, id: string, paperId: string): Promise<Outcome> {
  return changing(act, id, async (tx, reading) => {
    await heldHere(tx, id, reading)
    const paper = (await papersOf(tx, id)).find((one) => one.id === paperId)
    if (!paper || paper.what === 'draft' || paper.what === 'signature') throw new NotFound()
    await removePaper(tx, paper.id, act.house.clock.now())
    return { before: { paper: paper.title || paper.name }, after: { paper: null } }
  })
}

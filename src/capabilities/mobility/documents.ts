import type { Text } from '../../platform/words/languages.ts'
import { judge } from '../calls/index.ts'
import type { WantedDocument } from '../cases/index.ts'
import { beganOf, knownHere, type MobilitySituation } from './rules.ts'
import { inThree } from './words.ts'

/** The call's own list, with what its conditions leave of it; the passport's copy and the transcript are always in it. */
export function documents(situation: MobilitySituation): readonly WantedDocument[] {
  const said = beganOf(situation)?.said
  if (!said) return []
  const known = knownHere(situation)
  const listed = said.documents.filter(({ when }) => !when || judge(when, known) !== 'no')
  const own = listed.map(
    ({ key, title, hint, optional, photo, when }): WantedDocument => ({
      ...{ type: key, title, hint: hint ?? none, why: inThree(photo ? 'paper.why.photo' : 'paper.why.call') },
      // What is not known yet is asked for, but keeps nobody from sending.
      ...(optional || (when && judge(when, known) === 'open') ? { optional: true } : {}),
      ...(photo ? { photo } : {}),
      ...(key === 'passport' ? { record: passportOf(situation) } : {}),
    }),
  )
  return [...(names(own, /passport/) ? [] : [passport(situation)]), ...own, ...ofOffice(situation, own)]
}

const none: Text = { en: '', ru: '', ky: '' }

const names = (wanted: readonly WantedDocument[], word: RegExp) => wanted.some(({ type }) => word.test(type))

function passport(situation: MobilitySituation): WantedDocument {
  return { ...always('passport'), record: passportOf(situation) }
}

const passportOf = ({ facts }: MobilitySituation) => ({ number: facts.passportNumber, country: facts.citizenship })

function ofOffice({ facts }: MobilitySituation, own: readonly WantedDocument[]): readonly WantedDocument[] {
  const transcript = facts.audience !== 'staff' && !names(own, /transcript/) ? [always('transcript')] : []
  const proof = facts.languageProof ? [always('language-proof')] : []
  return [...transcript, ...proof, { ...always('certificates'), optional: true }]
}

function always(type: 'passport' | 'transcript' | 'language-proof' | 'certificates'): WantedDocument {
  const title = inThree(`paper.${type}`)
  return { type, title, hint: inThree(`paper.${type}.hint`), why: inThree('paper.why.office') }
}

import type { Visit } from '../../platform/web/visit.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { languages } from '../../platform/words/languages.ts'
import { type Programme, type State, stateIn, states } from './rules.ts'

export interface Filter {
  readonly search: string
  readonly state: State | ''
}

/** What a list of programmes was asked for, in its address. */
export function filterOf(visit: Visit): Filter {
  const state = states.find((one) => one === visit.query('state')) ?? ''
  return { search: (visit.query('q') ?? '').trim().slice(0, 100), state }
}

export const yearNow = (visit: Visit): number => Number(visit.house.clock.today().slice(0, 4))

/** The programmes of which every word that is looked for is said, in whatever language. */
export function narrow(programmes: readonly Programme[], { search, state }: Filter, year: number): Programme[] {
  const wanted = foldWords(search)
  return programmes.filter((one) => {
    if (state !== '' && stateIn(year, one) !== state) return false
    if (wanted.length === 0) return true
    const texts = [one.name, one.funder, ...one.parts.flatMap(({ text, by }) => [text, by])]
    const words = foldWords(texts.flatMap((text) => (text ? languages.map((of) => text[of]) : [])).join(' '))
    return wanted.every((word) => words.some((said) => said.startsWith(word)))
  })
}

import { addDays } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import { languages, type Text } from '../../platform/words/languages.ts'
import type { CallHost } from '../packs/index.ts'
import { beginCall, publish } from './draft-actions.ts'
import type { Writing } from './rules.ts'
import { callBySlug, findCall } from './store.ts'
import { callWords } from './words.ts'

const institution = 'kstu'
const id = '00000000-0000-4000-8000-000000000080'

/**
 * An open call for whoever tries the program: by the rules of the office's own page, at hosts that are invented. Made once,
 * in evaluation only.
 */
export async function makeExampleCall(house: House): Promise<void> {
  const db = house.database.within(institution)
  const rules = await callBySlug(db, 'erasmus-students')
  if (!rules || (await findCall(db, id))) return
  const act = { house, institution, by: callWords('en')('example.by') }
  await beginCall(act, id, exampleOf(rules, house))
  await publish(act, id, 1, '')
}

function exampleOf({ said, direction, audience }: Writing, house: House): Writing {
  const after = (days: number) => addDays(house.clock.today(), days)
  const days = { screenedUntil: after(40), answersOn: after(55), from: after(120), to: after(240) }
  return {
    ...{ direction, audience, opensOn: after(-14), closesOn: after(30) },
    said: { ...said, ...days, title: inThree('example.title'), about: inThree('example.about'), hosts, notes: [] },
  }
}

function inThree(key: 'example.title' | 'example.about'): Text {
  const [en = '', ru = '', ky = ''] = languages.map((language) => callWords(language)(key))
  return { en, ru, ky }
}

const hosts: CallHost[] = [
  { id: 'north', partner: null, name: 'Example University of the North', country: 'FI', places: 2, languages: ['en'] },
  { id: 'coast', partner: null, name: 'Example Institute by the Sea', country: 'PT', places: 1, languages: ['en'] },
  { id: 'hills', partner: null, name: 'Example College in the Hills', country: 'AT', places: 1, languages: ['de'] },
]

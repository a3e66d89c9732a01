import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { libraryCard } from '../../../test/library-card.ts'
import { pdf } from '../../../test/papers.ts'
import type { Visitor } from '../../../test/visitor.ts'
import { dayField, line } from '../../platform/web/fields.ts'
import { catalogue } from '../../platform/words/catalogue.ts'
import { openCaseFor, personNamed, procedure } from './index.ts'

const en = {
  name: 'Room key',
  names: 'Room keys',
  'stage.wanted': 'Wanted',
  'stage.given': 'Given',
  'stage.back': 'Back',
  'now.wanted': 'The office gets it ready',
  'now.given': 'You have it',
  'now.back': 'You gave it back',
  'next.wanted': 'You get a mail',
  'next.given': 'Use it',
  'next.back': 'Nothing',
  'section.room': 'The room',
  'fact.room': 'Room',
  'fact.until': 'Until',
  'step.give': 'Give the key',
  'step.vouch': 'The dean vouches',
  'step.takeBack': 'Take back',
  'ask.vouch.name': 'Who vouches',
  'refusal.two': 'One key is enough.',
  'done.give': 'Key given',
  'done.vouch': 'Vouched for',
  'column.room': 'Room',
}
const text = (one: string) => ({ en: one, ru: one, ky: one })
const words = catalogue(en, en, en)

// A key that the office gives to people who know nothing of computers; the dean's office vouches for them.
const roomKey = procedure({
  name: 'room-key',
  series: 'K',
  words: words.byData,
  facts: z.object({ room: line(20), until: dayField() }),
  sections: { room: ['room', 'until'] },
  personal: true,
  background: async (db, _, subject) => {
    if (!subject) return { has: 0 }
    return { has: (await db.selectFrom('cases').select('id').where('subject_id', '=', subject).execute()).length }
  },
  starts: 'wanted',
  stages: { wanted: 'office', given: 'others', back: 'closed' },
  editable: ['wanted'],
  fills: ['office', 'unit'],
  steps: {
    give: {
      from: 'wanted',
      to: 'given',
      by: 'office',
      needs: 'every-document',
      arrives: true,
      unless: ({ background }) => (background.has > 1 ? { key: 'refusal.two' } : null),
    },
    vouch: { from: 'wanted', to: 'wanted', by: 'unit', asks: z.object({ name: line(60) }) },
    takeBack: { from: 'given', to: 'back', by: 'office' },
  },
  documents: () => [
    {
      type: 'surety',
      title: text('Word of the dean'),
      hint: text('A page'),
      why: text('Keys get lost'),
      from: ['unit'],
    },
    { type: 'passport', title: text('Passport'), hint: text('A page'), why: text('Who it is'), from: ['office'] },
  ],
  person: () => ({ shownAs: '' }),
  unit: () => 'kslu-iilir',
  listed: ['room'],
  columns: ({ facts }) => ({ room: facts.room ?? '' }),
})

const scan = async () => [{ name: 'scan.pdf', bytes: await pdf() }]

let town: TestHouse
const key = crypto.randomUUID()
let officer: Visitor
let id: string
const person = { shownAs: 'GUEST Gita', email: null, language: 'en', birthDay: null, citizenship: 'IN' } as const

async function guest(shownAs: string = person.shownAs, institution = 'kslu') {
  return town.house.database
    .within(institution)
    .transaction()
    .execute((tx) => personNamed(tx, { ...person, shownAs, institution }))
}

const act = () => ({
  house: town.house,
  institution: 'kslu',
  by: { id: 'cast-officer@kslu.example', name: 'Officer', role: 'officer' },
  party: 'office' as const,
})

beforeAll(async () => {
  town = await testHouse({ building: { procedures: [roomKey, libraryCard] } })
  officer = await town.signedIn('officer@kslu.example')
  id = await openCaseFor(act(), roomKey, { personId: await guest(), typed: { room: '12' }, requestKey: key })
})
afterAll(() => town?.close())

const at = (path = '') => `/desk/cases/room-key/${id}${path}`

async function dean(unit: string): Promise<Visitor> {
  await town.owner.query("delete from memberships where account_id = 'cast-rector@kslu.example'")
  await town.owner.query(
    "insert into memberships (account_id, institution_id, role, unit) values ('cast-rector@kslu.example', 'kslu', 'deans-office', $1)",
    [unit],
  )
  town.house.sessions.forget()
  return town.signedIn('rector@kslu.example')
}

describe('a case that the office opens for a person without an account', () => {
  test('has its number, its person and what is known at once, and is opened once', async () => {
    const page = await officer.get(at())
    expect(page.text).toContain('GUEST Gita')
    expect(page.text).toContain('KSLU-K-2026-00001')
    expect((await officer.get('/desk/cases/room-key')).text).toContain('GUEST Gita')
    expect(await openCaseFor(act(), roomKey, { personId: await guest(), typed: {}, requestKey: key })).toBe(id)
    const { rows } = await town.owner.query('select citizenship from persons where shown_as = $1', ['GUEST Gita'])
    expect(rows[0]).toEqual({ citizenship: 'IN' })
  })

  test('is not opened for a person of another institution', async () => {
    const personId = await guest('GUEST Other', 'kstu')
    await expect(openCaseFor(act(), roomKey, { personId, typed: {}, requestKey: null })).rejects.toThrow()
  })

  test('is filled in at the desk: slips are said where they are, and nothing typed is lost', async () => {
    const slip = await officer.post(at('/fill/answers/room'), { room: '12', 'until.day': '31', 'until.month': '2' })
    expect(slip.status).toBe(422)
    expect(slip.html).toContain('value="31"')
    const day = { 'until.day': '1', 'until.month': '12', 'until.year': '2026' }
    expect((await officer.post(at('/fill/answers/room'), { room: '14', ...day })).location).toBe(at('/fill/documents'))
    expect((await officer.get(at('/fill/answers/room'))).html).toContain('value="14"')
    expect((await officer.get(at())).text).toContain('Answers changed')
  })

  test('takes papers from the hands that they are asked of, and no step before all are there', async () => {
    const early = await officer.post(at('/fill/steps/give'), { version: await versionOf() })
    expect(early.status).toBe(409)
    const files = await officer.upload(at('/fill/documents/passport'), await scan())
    expect(files.location).toBe(at('/fill/documents#passport'))
    expect((await officer.upload(at('/fill/documents/surety'), await scan())).status).toBe(404)
  })
})

describe('the dean’s office', () => {
  test('of the unit brings its own papers and takes its own steps; of others’ papers it sees nothing', async () => {
    const visitor = await dean('kslu-iilir')
    const unit = `/desk/unit/room-key/${id}`
    expect((await visitor.get('/desk/unit?of=room-key')).text).toContain('GUEST Gita')
    const documents = await visitor.get(`${unit}/fill/documents`)
    expect([documents.text.includes('Word of the dean'), documents.text.includes('Passport')]).toEqual([true, false])
    expect((await visitor.upload(`${unit}/fill/documents/passport`, await scan())).status).toBe(404)
    expect((await visitor.upload(`${unit}/fill/documents/surety`, await scan())).status).toBe(303)
    const { rows } = await town.owner.query(
      "select file.id from document_files file join documents on documents.id = file.document_id where type = 'passport'",
    )
    expect((await visitor.get(`${unit}/fill/files/${rows[0].id}`)).status).toBe(404)
    const slip = await visitor.post(`${unit}/steps/vouch`, { name: '', version: await versionOf() })
    expect(slip.status).toBe(422)
    expect((await visitor.post(`${unit}/steps/give`, { version: await versionOf() })).status).toBe(409)
    expect((await visitor.post(`${unit}/steps/vouch`, { name: 'Dean', version: await versionOf() })).location).toBe(
      unit,
    )
    expect((await visitor.get(at())).status).toBe(404)
  })

  test('of another unit finds nothing', async () => {
    const { rows } = await town.owner.query(
      "select id from units where institution_id = 'kslu' and id not in ('kslu', 'kslu-iilir') limit 1",
    )
    const visitor = await dean(rows[0].id)
    for (const path of ['', '/fill/documents', '/fill/answers/room'])
      expect((await visitor.get(`/desk/unit/room-key/${id}${path}`)).status).toBe(404)
  })
})

test('then the office takes the step, and rules look at the records of this person', async () => {
  expect((await officer.post(at('/fill/steps/give'), { version: await versionOf() })).location).toBe(at())
  expect((await officer.get(at())).text).toContain('Given')
  const { rows } = await town.owner.query('select subject_id from cases where id = $1', [id])
  const second = { personId: rows[0].subject_id, typed: { room: '15' }, requestKey: null }
  id = await openCaseFor(act(), roomKey, second)
  expect((await officer.post(at('/steps/give'), { version: await versionOf() })).status).toBe(409)
})

test('a procedure that lets only its subject fill in opens no such pages at the desk', async () => {
  expect((await officer.get(`/desk/cases/library-card/${id}/fill/documents`)).status).toBe(404)
})

async function versionOf(): Promise<string> {
  const { rows } = await town.owner.query('select version from cases where id = $1', [id])
  return String(rows[0].version)
}

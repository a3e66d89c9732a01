import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../test/house.ts'
import { type JobPayload, openJobs } from './jobs.ts'

let town: TestHouse
/** What the handler was given, in order; an id that begins with `bad` fails as often as it is told. */
let done: string[] = []
const failures = new Map<string, number>()

beforeAll(async () => {
  town = await testHouse({ jobs: false })
  await town.house.jobs.start({
    'mail.send': async ({ id }: JobPayload) => {
      const left = failures.get(id) ?? 0
      if (left > 0) {
        failures.set(id, left - 1)
        throw new Error('the mail server put it off')
      }
      done.push(id)
    },
  })
})
afterAll(() => town.close())
beforeEach(() => {
  done = []
})

const queue = (...ids: readonly string[]) =>
  town.house.database
    .within('kslu')
    .transaction()
    .execute(async (tx) => {
      for (const id of ids) await town.house.jobs.later(tx, 'mail.send', { institution: 'kslu', id })
    })
const states = async () =>
  (
    await town.owner.query(
      "select data ->> 'id' as id, state, retry_count from pgboss.job where name = 'mail.send' order by created_on",
    )
  ).rows
/** A job that was put off waits some seconds; the test does not. */
const noMoreWaiting = () => town.owner.query("update pgboss.job set start_after = now() where state = 'retry'")

async function until(true_: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await true_()) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('it never happened')
}

test('a job runs once its transaction is committed', async () => {
  await queue('one')
  await until(() => done.includes('one'))
})

test('a job queued in a transaction that is rolled back never runs', async () => {
  const failed = town.house.database
    .within('kslu')
    .transaction()
    .execute(async (tx) => {
      await town.house.jobs.later(tx, 'mail.send', { institution: 'kslu', id: 'never' })
      throw new Error('the step failed')
    })
  await expect(failed).rejects.toThrow('the step failed')
  await queue('after')
  await until(() => done.includes('after'))
  expect(done).toEqual(['after'])
  expect((await states()).map(({ id }) => id)).not.toContain('never')
})

test('a job that fails is tried again, and is done once it works', async () => {
  failures.set('bad mail', 2)
  await queue('bad mail')
  for (const tries of [1, 2]) {
    await until(
      async () =>
        (await states()).some(({ id, state }) => id === 'bad mail' && state === 'retry') &&
        failures.get('bad mail') === 2 - tries,
    )
    await noMoreWaiting()
  }
  await until(() => done.includes('bad mail'))
  expect(done).toEqual(['bad mail'])
})

test('one whose program died in the middle of it is taken up again', async () => {
  await queue('died')
  await until(() => done.includes('died'))
  await until(async () => (await states()).some(({ id, state }) => id === 'died' && state === 'completed'))
  done = []
  await town.owner.query(
    `update pgboss.job set state = 'active', started_on = now() - interval '1 hour', completed_on = null
     where data ->> 'id' = 'died'`,
  )
  const watching = openJobs(town.house.database, town.house.log, {}, 1)
  await watching.start({})
  await until(async () => {
    await noMoreWaiting()
    return done.includes('died')
  })
  await watching.stop()
})

test('one that can’t be done keeps no other of its batch waiting', async () => {
  failures.set('bad address', 99)
  const good = ['good 1', 'good 2', 'good 3', 'good 4', 'good 5']
  await queue('bad address', ...good)
  await until(() => done.length >= good.length)
  await until(async () => {
    await noMoreWaiting()
    return (await states()).some(({ id, retry_count }) => id === 'bad address' && retry_count > 0)
  })
  expect(done.sort()).toEqual(good)
})

test('a job with a queue that nobody made is refused, and takes its transaction with it', async () => {
  const wrong = town.house.database
    .within('kslu')
    .transaction()
    .execute((tx) => town.house.jobs.later(tx, 'mail.lost', { institution: 'kslu', id: 'x' }))
  await expect(wrong).rejects.toThrow(/mail\.lost/)
})

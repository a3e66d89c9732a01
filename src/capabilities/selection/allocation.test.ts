import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Applicant, type Asked, allocate } from './allocation.ts'

const one = (id: string, rank: number, choices: string, unit = 'law', funder: string | null = null): Applicant => ({
  id,
  rank,
  choices: choices.split(' ').filter(Boolean),
  unit,
  funder,
})
const two = [
  { id: 'graz', places: 1 },
  { id: 'lodz', places: 1 },
]

describe('places to ranked choices', () => {
  test('the better rank gets the first choice, the next one the second, and the third is told to whom it went', () => {
    const applicants = [one('c', 3, 'graz lodz'), one('a', 1, 'graz'), one('b', 2, 'graz lodz')]
    const { placed, reserve, why } = allocate({ applicants, hosts: two, quotas: [] })
    expect([...placed]).toEqual([
      ['a', 'graz'],
      ['b', 'lodz'],
    ])
    expect(reserve).toEqual(['c'])
    expect(why('b')).toMatchObject({ nth: 2, missed: [{ host: 'graz', because: { kind: 'hostFull', last: 1 } }] })
    expect(why('c')?.missed.map(({ because }) => because)).toEqual([
      { kind: 'hostFull', places: 1, last: 1 },
      { kind: 'hostFull', places: 1, last: 2 },
    ])
    expect(why('nobody')).toBeNull()
  })

  test('a unit with its quota full sends no further one, although the host has room', () => {
    const hosts = [{ id: 'graz', places: 5 }]
    const quotas = [{ by: 'unit', of: 'law', places: 1 }] as const
    const applicants = [one('a', 1, 'graz'), one('b', 2, 'graz'), one('c', 3, 'graz', 'mining')]
    const { placed, why } = allocate({ applicants, hosts, quotas })
    expect([...placed.keys()]).toEqual(['a', 'c'])
    expect(why('b')?.missed[0]?.because).toEqual({ kind: 'unitFull', of: 'law', places: 1, last: 1 })
  })

  test('twelve seats of one funder and six of another: the first twelve are paid by the one, the next six by the other', () => {
    const hosts = [{ id: 'graz', places: 30 }]
    const quotas = [
      { by: 'funder', of: 'first', places: 12 },
      { by: 'funder', of: 'second', places: 6 },
    ] as const
    const applicants = Array.from({ length: 20 }, (_, at) => one(`p${at + 1}`, at + 1, 'graz'))
    const { placed, why } = allocate({ applicants, hosts, quotas })
    expect(placed.size).toBe(18)
    expect(['p1', 'p12', 'p13', 'p18', 'p19'].map((id) => why(id)?.funder)).toEqual([
      'first',
      'first',
      'second',
      'second',
      null,
    ])
    expect(why('p19')?.missed[0]?.because).toEqual({ kind: 'funderFull', of: null, places: 18, last: 18 })
  })

  test('whoever only one funder may pay for finds a seat as long as another can pay for the others', () => {
    const hosts = [{ id: 'graz', places: 9 }]
    const quotas = [
      { by: 'funder', of: 'first', places: 1 },
      { by: 'funder', of: 'second', places: 1 },
    ] as const
    const applicants = [one('a', 1, 'graz'), one('b', 2, 'graz', 'law', 'first'), one('c', 3, 'graz', 'law', 'first')]
    const { why } = allocate({ applicants, hosts, quotas })
    expect([why('a')?.funder, why('b')?.funder, why('c')?.funder]).toEqual(['second', 'first', null])
    expect(why('c')?.missed[0]?.because).toEqual({ kind: 'funderFull', of: 'first', places: 1, last: 2 })
  })

  test('what is decided by hand comes first and is marked; where it does not fit nobody has it', () => {
    const applicants = [one('a', 1, 'graz'), one('b', 2, 'graz'), one('c', 3, 'lodz'), one('d', 4, 'graz')]
    const fixed = new Map([
      ['d', { host: 'graz' }],
      ['b', { host: 'graz' }],
      ['c', { host: null }],
    ])
    const { placed, reserve, why } = allocate({ applicants, hosts: two, quotas: [], fixed })
    expect([...placed]).toEqual([['b', 'graz']])
    expect(why('b')).toMatchObject({ byHand: true, nth: 1 })
    expect(why('d')).toMatchObject({ byHand: true, host: null, crowded: { kind: 'hostFull' } })
    expect(reserve).toEqual(['a', 'd'])
    expect(why('a')?.missed[0]?.because).toEqual({ kind: 'hostFull', places: 1, last: null })
  })

  test('equal ranks are refused: whoever gets the last seat is never decided by chance', () => {
    expect(() => allocate({ applicants: [one('a', 1, 'graz'), one('b', 1, 'graz')], hosts: two, quotas: [] })).toThrow(
      'same rank',
    )
  })

  test('a host that is gone, and one without places, say so', () => {
    const asked = { applicants: [one('a', 1, 'gone none')], hosts: [{ id: 'none', places: 0 }], quotas: [] }
    expect(
      allocate(asked)
        .why('a')
        ?.missed.map(({ because }) => because.kind),
    ).toEqual(['notOffered', 'noPlaces'])
  })
})

const always = (holds: (asked: Asked) => void, numRuns = 400) =>
  fc.assert(fc.property(someCall, holds), { numRuns, seed: 88 })

describe('whatever is asked', () => {
  test('neither places nor quotas are exceeded', () => {
    always((asked) => {
      const { placed, why } = allocate(asked)
      const people = asked.applicants.filter(({ id }) => placed.has(id))
      for (const { id, places } of asked.hosts)
        expect(people.filter((person) => placed.get(person.id) === id).length).toBeLessThanOrEqual(places)
      for (const { by, of, places } of asked.quotas) {
        const taken = people.filter(({ id, unit }) => (by === 'unit' ? unit : why(id)?.funder) === of)
        expect(taken.length).toBeLessThanOrEqual(places)
      }
      if (asked.quotas.some(({ by }) => by === 'funder'))
        for (const { id } of people) expect(why(id)?.funder).toBeTruthy()
    })
  })

  test('no blocking pair: what somebody wanted more would not have fitted beside those who rank better', () => {
    always((asked) => {
      const { placed } = allocate(asked)
      for (const person of asked.applicants) {
        const got = placed.get(person.id)
        const unmet = got ? person.choices.slice(0, person.choices.indexOf(got)) : person.choices
        for (const host of unmet) expect(fits(asked, placed, person, host)).toBe(false)
      }
    })
  })

  test('nobody does better by ranking otherwise than honestly', () => {
    always((asked) => {
      const honest = allocate(asked).placed
      for (const person of asked.applicants)
        for (const lie of orders(person.choices)) {
          const applicants = asked.applicants.map((other) =>
            other.id === person.id ? { ...other, choices: lie } : other,
          )
          const got = wish(person, allocate({ ...asked, applicants }).placed)
          expect(got).toBeGreaterThanOrEqual(wish(person, honest))
        }
    }, 100)
  })

  test('the order of the rows does not matter', () => {
    always((asked) => {
      const turned = { ...asked, applicants: asked.applicants.toReversed(), hosts: asked.hosts.toReversed() }
      expect([...allocate(turned).placed]).toEqual([...allocate(asked).placed])
    })
  })

  test('it is what deferred acceptance gives, whoever asks first', () => {
    fc.assert(
      fc.property(someCall, fc.nat(100), ({ applicants, hosts }, seed) => {
        const plain = { applicants: applicants.map((person) => ({ ...person, funder: null })), hosts, quotas: [] }
        const held = deferredAcceptance(plain, seed)
        expect(allocate(plain).placed).toEqual(held)
      }),
      { seed: 88 },
    )
  })
})

const wish = ({ id, choices }: Applicant, placed: ReadonlyMap<string, string>) => {
  const at = choices.indexOf(placed.get(id) ?? '')
  return at < 0 ? Number.POSITIVE_INFINITY : at
}

// Would the person fit at the host if everybody ranked below had nothing? Seats of funders by trying every way to give them.
function fits(asked: Asked, placed: ReadonlyMap<string, string>, person: Applicant, host: string): boolean {
  const better = asked.applicants.filter(({ id, rank }) => rank < person.rank && placed.has(id))
  const at = (id: string) => better.filter((other) => placed.get(other.id) === id).length
  if (at(host) >= (asked.hosts.find(({ id }) => id === host)?.places ?? 0)) return false
  const home = asked.quotas.find(({ by, of }) => by === 'unit' && of === person.unit)
  if (home && better.filter(({ unit }) => unit === person.unit).length >= home.places) return false
  const seats = asked.quotas.filter(({ by }) => by === 'funder')
  return seats.length === 0 || seatable([...better, person], new Map(seats.map(({ of, places }) => [of, places])))
}

function seatable([first, ...others]: readonly Applicant[], seats: ReadonlyMap<string, number>): boolean {
  if (!first) return true
  return [...seats].some(([funder, left]) => {
    if (left === 0 || (first.funder && first.funder !== funder)) return false
    return seatable(others, new Map(seats).set(funder, left - 1))
  })
}

function deferredAcceptance({ applicants, hosts }: Asked, seed: number): Map<string, string> {
  const next = new Map(applicants.map(({ id }) => [id, 0]))
  const held = new Map<string, string>()
  const asking = [...applicants]
  for (let turn = 0; asking.length > 0; turn += 1) {
    const [person] = asking.splice((seed * 7 + turn * 13) % asking.length, 1)
    const host = person?.choices[next.get(person.id) ?? 0]
    if (!person || !host) continue
    next.set(person.id, (next.get(person.id) ?? 0) + 1)
    held.set(person.id, host)
    const there = applicants.filter(({ id }) => held.get(id) === host).toSorted((a, b) => a.rank - b.rank)
    for (const refused of there.slice(hosts.find(({ id }) => id === host)?.places ?? 0)) {
      held.delete(refused.id)
      asking.push(refused)
    }
  }
  return held
}

function orders(choices: readonly string[]): string[][] {
  return choices.flatMap((first) => {
    const others = orders(choices.filter((host) => host !== first))
    return [[first], ...others.map((order) => [first, ...order])]
  })
}

// A call of a few hosts, units and funders.
const hostIds = ['graz', 'lodz', 'brno', 'riga']
const funderOf = (funded: boolean) => (funded ? fc.constantFrom('first', 'second', null) : fc.constant(null))
const someCall: fc.Arbitrary<Asked> = fc.boolean().chain((funded) =>
  fc.record({
    hosts: fc.tuple(...hostIds.map((id) => fc.record({ id: fc.constant(id), places: fc.nat(3) }))),
    applicants: fc
      .array(
        fc.record({
          choices: fc.shuffledSubarray([...hostIds, 'gone'], { maxLength: 3 }),
          unit: fc.constantFrom('law', 'mining', null),
          funder: funderOf(funded),
        }),
        { minLength: 4, maxLength: 10 },
      )
      .chain((people) =>
        fc
          .shuffledSubarray(
            people.map((_, at) => at),
            { minLength: people.length },
          )
          .map((order) => people.map((person, at) => ({ ...person, id: `p${at}`, rank: (order[at] ?? 0) + 1 }))),
      ),
    quotas: fc
      .record({ law: fc.option(fc.nat(2)), first: fc.nat(3), second: fc.nat(3) })
      .map(({ law, first, second }) => [
        ...(law === null ? [] : [{ by: 'unit' as const, of: 'law', places: law }]),
        ...(funded ? [funderQuota('first', first), funderQuota('second', second)] : []),
      ]),
  }),
)
const funderQuota = (of: string, places: number) => ({ by: 'funder' as const, of, places })

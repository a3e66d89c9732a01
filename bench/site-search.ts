import type pg from 'pg'
import type { Bench } from './measure.ts'
import { request } from './processes.ts'
import { type Figure, median } from './report.ts'

const entries = 100_000

/** The search of a public site with 100,000 records, as the page that visitors see; the floor is the same question with `ilike`. */
export async function siteSearch(bench: Bench): Promise<Figure[]> {
  const { owner } = bench
  await fill(owner)
  return [
    await times(bench, 'a word of few', 'quz517'),
    await times(bench, 'two words', 'university quz33'),
    await times(bench, 'a word of all', 'university'),
    await times(bench, 'one letter off', 'qux517'),
    await times(bench, 'nothing', 'zzyzx'),
  ].flat()
}

async function times(bench: Bench, what: string, typed: string): Promise<Figure[]> {
  const requests = [request(`/eimu/en/search?q=${encodeURIComponent(typed)}`)]
  const asked = { port: bench.program.port, requests, connections: 2, milliseconds: bench.milliseconds, status: 200 }
  await bench.load.ask(asked)
  const { median: usual, slowest, wrong } = await bench.load.ask(asked)
  if (wrong !== null) throw new Error(`the search was answered wrongly:\n${wrong}`)
  const floor = await bare(bench.owner, typed)
  const alone = (name: string, ours: number) => ({
    ...{ what: `site search, ${what}, ${name}`, ours, unit: 'ms', cases: null, floor: null, ratio: null, budget: null },
  })
  return [{ ...alone('p50', usual), floor, ratio: floor / usual }, alone('p99', slowest)]
}

async function bare(owner: pg.Client, typed: string): Promise<number> {
  const like = typed.split(' ').map((word) => `%${word}%`)
  const taken: number[] = []
  for (let time = 0; time < 5; time += 1) {
    const from = performance.now()
    await owner.query(
      `select id, title from site_entries
      where institution_id = 'eimu' and title::text || body::text ilike all($1) order by id limit 20`,
      [like],
    )
    taken.push(performance.now() - from)
  }
  return median(taken)
}

/** Records with three languages, some twenty words each, one of them in all. */
async function fill(owner: pg.Client): Promise<void> {
  await owner.query(
    `insert into site_entries (institution_id, source, key, kind, path, title, body, hash)
    select 'eimu', 'bench', at::text, (array['partner', 'news', 'event', 'person'])[1 + at % 4], 'partners#' || at,
      jsonb_build_object('en', 'University quz' || at % 5003, 'ru', 'Университет quz' || at % 5003, 'ky', ''),
      jsonb_build_object('en', 'Sample foq' || at % 997 || ' bar' || at % 1999 || ' of the town gub' || at % 311 || ' with words',
        'ru', 'Пример foq' || at % 997 || ' города gub' || at % 311, 'ky', ''), at::text
    from generate_series(1, ${entries}) at on conflict do nothing`,
  )
  await owner.query(
    `insert into site_words (institution_id, word, titleless, entry_id, titles, bodies)
    select 'eimu', word, titles = 0, id, titles, bodies from (
      select id, key::int as at from site_entries where source = 'bench') entry
    cross join lateral (values
      ('university', 1, 0), ('universitet', 2, 0), ('quz' || at % 5003, 3, 0), ('sample', 0, 1), ('primer', 0, 2),
      ('foq' || at % 997, 0, 3), ('bar' || at % 1999, 0, 1), ('of', 0, 1), ('the', 0, 1), ('town', 0, 1),
      ('goroda', 0, 2), ('gub' || at % 311, 0, 3), ('with', 0, 1), ('words', 0, 1)) word (word, titles, bodies)
    on conflict do nothing`,
  )
  await owner.query(
    `insert into site_vocabulary select institution_id, word, count(*) from site_words where institution_id = 'eimu'
    group by 1, 2 on conflict (institution_id, word) do update set entries = excluded.entries`,
  )
  await owner.query("insert into site_searchable values ('eimu', now()) on conflict do nothing")
  await owner.query('analyze site_entries, site_words, site_vocabulary')
}

import type pg from 'pg'
import { inventedNames } from './names.ts'

const tables = ['persons', 'cases', 'case_words', 'known_words', 'known_numbers', 'case_actions', 'case_deadlines']
const oldest = Date.UTC(2016, 8, 1)
const middle = Date.UTC(2021, 8, 1)
const newest = Date.UTC(2026, 8, 1)

/**
 * Fills the tables with sent cases of KSTU up to `total`, and a fiftieth of that for each of the other institutions, as
 * the program would have left them. Works as the database's owner; a later call adds newer cases to the earlier ones.
 */
export async function fill(owner: pg.Client, before: number, total: number): Promise<void> {
  await owner.query("set session_replication_role = replica; set synchronous_commit = off; set work_mem = '512MB'")
  await owner.query("set maintenance_work_mem = '1GB'; select setseed(0.42)")
  const many = total - before > 100_000
  const indexes = many ? await dropIndexes(owner) : []
  await fillPlace(owner, 'kstu', before, total)
  for (const place of ['kslu', 'eimu']) await fillPlace(owner, place, before / 50, total / 50)
  for (const index of indexes) await owner.query(index)
  await owner.query('reset session_replication_role; reset synchronous_commit; reset work_mem')
  for (const table of [...tables, 'case_counts', 'accounts', 'sessions']) await owner.query(`vacuum (analyze) ${table}`)
  await owner.query('checkpoint')
}

// Indexes that are kept while a million rows come in cost more than indexes that are made afterwards.
async function dropIndexes(owner: pg.Client): Promise<string[]> {
  const { rows } = await owner.query<{ drop: string; make: string }>(
    `select 'drop index ' || indexrelid::regclass as drop, pg_get_indexdef(indexrelid) as make from pg_index
     where indrelid = any($1::regclass[]) and not exists (select from pg_constraint where conindid = indexrelid)
     union all
     select 'alter table case_words drop constraint ' || conname,
       'alter table case_words add constraint ' || conname || ' ' || pg_get_constraintdef(oid)
     from pg_constraint where conrelid = 'case_words'::regclass and contype = 'p'`,
    [tables],
  )
  for (const { drop } of rows) await owner.query(drop)
  return rows.map(({ make }) => make)
}

async function fillPlace(owner: pg.Client, place: string, before: number, total: number): Promise<void> {
  const names = inventedNames()
  // The first ten thousand are the older half: what comes later is newer, as in an office.
  const [from, to] = before === 0 ? [oldest, middle] : [middle, newest]
  await owner.query(
    `create temp table filled as
     select i, place, family, given, fame, game, arrived, uuidv7(arrived - clock_timestamp()) as id,
       uuidv7(arrived - clock_timestamp()) as person, 'ZZ' || (1000000 + i) as passport,
       upper(place) || '-' || extract(year from arrived) || '-' || lpad(i::text, greatest(5, length(i::text)), '0') as number,
       case when turn < 60 then 'accepted' when turn < 75 then 'refused' when turn < 80 then 'withdrawn'
            when turn < 95 then 'sent' else 'returned' end as stage,
       (array['PK','IN','KZ','UZ','CN','TR','RU'])[1 + i % 7] as citizenship
     from (
       select i, $1::text as place, ($2::text[])[f] as family, ($3::text[])[f] as fame, ($4::text[])[g] as given,
         ($5::text[])[g] as game, (random() * 100)::int as turn,
         to_timestamp(($6 + ($7::float8 - $6) * (i - $8) / ($9::float8 - $8)) / 1000) as arrived
       from (select i, 1 + floor(cardinality($2::text[]) * power(random(), 3))::int as f,
               1 + floor(cardinality($4::text[]) * power(random(), 2))::int as g
             from generate_series($8::int + 1, $9::int) i) drawn
     ) made`,
    [place, names.family, names.familyWords, names.given, names.givenWords, from, to, before, total],
  )
  for (const statement of statements) await owner.query(statement)
  await owner.query('drop table filled')
}

const facts = {
  level: 'bachelor',
  programme: 'bachelor',
  direction: 'Bridges and roads',
  birthDay: '2006-03-07',
  sex: 'female',
  passportIssued: '2022-02-01',
  passportEnds: '2032-02-01',
  education: 'secondary',
  school: 'Sample College of the Invented Town',
  graduated: '2025',
  mail: 'somebody@example.org',
  phone: '+92 300 1234567',
  address: 'Sample street 1, Invented Town',
}

const programme = {
  en: 'Bachelor’s degree: Bridges and roads',
  ru: 'Бакалавриат: Мосты и дороги',
  ky: 'Бакалавриат: Көпүрөлөр жана жолдор',
}

const json = (value: unknown) => `'${JSON.stringify(value)}'::jsonb`
const ownFacts = `jsonb_build_object('familyName', family, 'givenName', given, 'citizenship', citizenship,
  'passportCountry', citizenship, 'schoolCountry', citizenship, 'livesIn', citizenship, 'passportNumber', passport)`
const isOpen = "stage in ('sent', 'returned')"

const countries = `(select code, name from law_editions, jsonb_to_recordset(book -> 'countries') as one (code text, name jsonb)
  where turn = (select max(turn) from law_editions))`

const statements = [
  `insert into persons (institution_id, id, shown_as, birth_day, citizenship, email, phone, created_at)
   select place, person, family || ' ' || given, '2006-03-07', citizenship, 'p' || i || '@example.org',
     '+92 300 1234567', arrived from filled order by i`,
  `insert into cases (institution_id, id, procedure, subject_id, number, title, summary, stage, stage_since, waiting_for,
     typed, facts, version, opened_at, arrived_at, changed_at, closed_at, next_date)
   select place, id, 'admission', person, number, family || ' ' || given,
     ${json({ programme })} || jsonb_build_object('citizenship', c.name),
     stage, arrived, case stage when 'sent' then 'office' when 'returned' then 'subject' else 'nobody' end,
     ${json(facts)} || ${ownFacts}, ${json(facts)} || ${ownFacts}, 2, arrived, arrived, arrived,
     case when not (${isOpen}) then arrived end, case when ${isOpen} then (arrived + interval '14 days')::date end
   from filled join ${countries} c on c.code = citizenship order by i`,
  `insert into case_columns select place, 'admission', kept.name, kept.value, arrived, id
   from filled join ${countries} c on c.code = citizenship,
     columns_of(${json({ programme })} || jsonb_build_object('citizenship', c.name)) kept`,
  `insert into case_words (institution_id, procedure, word, arrived_at, case_id, guarded)
   select place, 'admission', word, arrived, id, word = lower(passport) from filled, lateral (select distinct unnest(array[fame, game, place,
     extract(year from arrived)::text, lpad(i::text, greatest(5, length(i::text)), '0'), lower(passport)]) as word) found`,
  `insert into known_words select place, word, sound_of(word) from (select place, fame as word from filled
     union select place, game from filled) named on conflict do nothing`,
  `insert into known_numbers select place, number_key(passport), 'passport', id, passport from filled`,
  `insert into known_numbers select place, key, 'case', id, number from filled, numbers_of(number) key`,
  `insert into case_counts (institution_id, procedure, stage, slot, count)
   select place, 'admission', stage, i % 8, count(*) from filled group by 1, 3, 4
   on conflict (institution_id, procedure, stage, slot) do update set count = case_counts.count + excluded.count`,
  `insert into case_actions (institution_id, case_id, seq, at, by_id, by_name, by_role, action, from_stage, to_stage,
     input, previous_hash, hash)
   select place, id, seq, arrived, 'bench', 'somebody@example.org', 'subject', case seq when 1 then 'open' else 'send' end,
     case seq when 2 then 'draft' end, case seq when 1 then 'draft' else 'sent' end,
     case seq when 1 then '{}'::jsonb else jsonb_build_object('consent', 'yes', 'facts', ${json(facts)} || ${ownFacts}) end,
     case seq when 1 then '' else repeat('p', 43) end, repeat('h', 43)
   from filled, generate_series(1, 2) as seq order by i, seq`,
  `insert into case_deadlines (institution_id, case_id, name, rule, start_day, due, waiting_for)
   select place, id, 'answer', 'own.answer', arrived::date, (arrived + interval '14 days')::date, 'office'
   from filled where ${isOpen} order by i`,
  `insert into registers (institution_id, register, year, last)
   select place, 'admission', 2026, max(i) from filled group by place
   on conflict (institution_id, register, year) do update set last = greatest(registers.last, excluded.last)`,
]

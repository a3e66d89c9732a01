import type pg from 'pg'
import { request, sessionCookie } from './processes.ts'

/** An application that only has to be sent. */
export interface Draft {
  readonly id: string
  readonly person: string
  readonly account: string
  readonly token: string
}

/** Makes applications with every answer and every paper, each of somebody with a browser of their own. */
export async function prepareDrafts(owner: pg.Client, size: number, count: number): Promise<Draft[]> {
  await owner.query(
    `create temp table drafted as
     select gen_random_uuid()::text as account, encode(uuid_send(gen_random_uuid()), 'hex') as token, uuidv7() as person,
       uuidv7() as id, 'a' || $1::int || '-' || i || '@example.org' as email, i from generate_series(1, $2::int) i`,
    [size, count],
  )
  for (const statement of statements) await owner.query(statement)
  const { rows } = await owner.query<Draft>('select id, person, account, token from drafted order by i')
  await owner.query('drop table drafted')
  return rows
}

export function sendRequest(draft: Draft): string {
  const cookie = sessionCookie(draft.token)
  return request(`/my/kstu/${draft.id}/steps/send`, { cookie, body: 'consent=yes&version=1' })
}

/** A session of somebody of the cast, put straight into the database. */
export async function signIn(owner: pg.Client, email: string): Promise<string> {
  const token = crypto.randomUUID().replaceAll('-', '')
  await owner.query(
    `insert into sessions (id, expires_at, token, user_id)
     select gen_random_uuid()::text, now() + interval '30 days', $1, id from accounts where email = $2`,
    [token, email],
  )
  return sessionCookie(token)
}

const typed = {
  level: 'bachelor',
  programme: 'bachelor',
  direction: 'Bridges and roads',
  familyName: 'SAMPLE',
  givenName: 'Zara',
  'birthDay.day': '7',
  'birthDay.month': '3',
  'birthDay.year': '2006',
  sex: 'female',
  citizenship: 'PK',
  passportNumber: 'ZZ 7654321',
  passportCountry: 'PK',
  'passportIssued.day': '1',
  'passportIssued.month': '2',
  'passportIssued.year': '2022',
  'passportEnds.day': '1',
  'passportEnds.month': '2',
  'passportEnds.year': '2032',
  education: 'secondary',
  school: 'Sample College of the Invented Town',
  schoolCountry: 'PK',
  graduated: '2025',
  mail: 'zara.sample@example.org',
  phone: '+92 300 1234567',
  livesIn: 'PK',
  address: 'Sample street 1, Invented Town',
}

const statements = [
  'insert into accounts (id, name, email) select account, email, email from drafted',
  `insert into sessions (id, expires_at, token, user_id)
   select gen_random_uuid()::text, now() + interval '30 days', token, account from drafted`,
  `insert into persons (institution_id, id, account_id, shown_as, email)
   select 'kstu', person, account, email, email from drafted`,
  `insert into cases (institution_id, id, procedure, subject_id, title, stage, waiting_for, typed, version, request_key)
   select 'kstu', id, 'admission', person, 'SAMPLE Zara', 'draft', 'subject',
     '${JSON.stringify(typed)}'::jsonb, 1, gen_random_uuid() from drafted`,
  `insert into case_actions (institution_id, case_id, seq, at, by_id, by_name, by_role, action, to_stage, previous_hash, hash)
   select 'kstu', id, 1, now(), account, email, 'subject', 'open', 'draft', '', repeat('h', 43) from drafted`,
  `insert into case_counts (institution_id, procedure, stage, slot, count) select 'kstu', 'admission', 'draft', 0, count(*)
   from drafted on conflict (institution_id, procedure, stage, slot) do update set count = case_counts.count + excluded.count`,
  `with paper as (
     insert into documents (institution_id, case_id, type, state) select 'kstu', id, type, 'uploaded'
     from drafted, unnest(array['application-form', 'passport', 'education', 'transcript', 'visa-support']) as type
     returning id)
   insert into document_files (institution_id, document_id, round, name, kind, bytes, pages, sha256, blob_id)
   select 'kstu', id, 1, 'paper.pdf', 'pdf', 200000, 1, repeat('5', 64), gen_random_uuid()::text from paper`,
  'analyze sessions, accounts, persons, cases, documents, document_files',
]

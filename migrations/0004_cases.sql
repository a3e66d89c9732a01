-- Persons, cases, their journal, papers and dates. See docs/decisions for why a case keeps its stage beside the journal.

create table persons (
  institution_id text not null references institutions (id),
  id uuid not null default uuidv7(),
  account_id text references accounts (id) on delete set null,
  -- Names are kept as sets of spellings: [{ "kind": "passport" | "typed" | ..., "family": "...", "given": "...", "source": "..." }]
  names jsonb not null default '[]',
  shown_as text not null,
  birth_day date,
  citizenship text,
  email text,
  phone text,
  language text not null default 'en' check (language in ('en', 'ru', 'ky')),
  created_at timestamptz not null default now(),
  primary key (institution_id, id)
);
alter table persons add constraint persons_account unique (institution_id, account_id);
create index persons_of_account on persons (account_id) where account_id is not null;

create table cases (
  institution_id text not null references institutions (id),
  id uuid not null default uuidv7(),
  procedure text not null,
  subject_id uuid not null,
  number text,
  -- What lists show and sort by, kept beside the facts.
  title text not null,
  summary jsonb not null default '{}',
  stage text not null,
  stage_since timestamptz not null default now(),
  waiting_for text not null check (waiting_for in ('subject', 'office', 'others', 'nobody')),
  owner_id text references accounts (id) on delete set null,
  -- Answers as they were typed, until the subject sends them; facts are what was sent.
  typed jsonb not null default '{}',
  facts jsonb,
  -- The number of the last row of the journal.
  version int not null default 0,
  request_key uuid,
  opened_at timestamptz not null default now(),
  arrived_at timestamptz,
  changed_at timestamptz not null default now(),
  closed_at timestamptz,
  next_date date,
  primary key (institution_id, id),
  foreign key (institution_id, subject_id) references persons (institution_id, id),
  unique (institution_id, request_key)
);
create unique index cases_number on cases (institution_id, number) where number is not null;
create index cases_list on cases (institution_id, procedure, arrived_at desc, id desc) where arrived_at is not null;
create index cases_list_by_stage on cases (institution_id, procedure, stage, arrived_at desc, id desc) where arrived_at is not null;
create index cases_open_dates on cases (institution_id, next_date) where closed_at is null and next_date is not null;
create index cases_waiting on cases (institution_id, waiting_for, arrived_at desc) where closed_at is null and arrived_at is not null;
create index cases_of_owner on cases (institution_id, procedure, owner_id, arrived_at desc, id desc) where owner_id is not null;
create index cases_of_subject on cases (institution_id, subject_id);

-- Folded words of names and numbers: a search reads a few rows of this index instead of a million texts.
create table case_words (
  institution_id text not null,
  procedure text not null,
  word text not null,
  arrived_at timestamptz not null,
  case_id uuid not null,
  primary key (institution_id, procedure, word, arrived_at, case_id),
  foreign key (institution_id, case_id) references cases (institution_id, id) on delete cascade
);
create index case_words_case on case_words (institution_id, case_id);
create index case_words_prefix on case_words (institution_id, procedure, word text_pattern_ops);

-- How many cases stand where: kept in the transaction of each step, so that a list of a million need not be counted.
create table case_counts (
  institution_id text not null references institutions (id),
  procedure text not null,
  stage text not null,
  -- Spread over slots so that two steps at once don't wait for one row.
  slot int not null,
  count bigint not null default 0,
  primary key (institution_id, procedure, stage, slot)
);

create table case_actions (
  institution_id text not null,
  case_id uuid not null,
  seq int not null,
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  by_role text not null,
  action text not null,
  from_stage text,
  to_stage text,
  input jsonb not null default '{}',
  previous_hash text not null,
  hash text not null,
  primary key (institution_id, case_id, seq),
  foreign key (institution_id, case_id) references cases (institution_id, id)
);
create trigger case_actions_are_history before update or delete on case_actions for each row execute function refuse_change();
create trigger case_actions_are_kept before truncate on case_actions for each statement execute function refuse_change();

create table case_deadlines (
  institution_id text not null,
  case_id uuid not null,
  name text not null,
  rule text not null,
  start_day date not null,
  due date not null,
  waiting_for text not null,
  primary key (institution_id, case_id, name),
  foreign key (institution_id, case_id) references cases (institution_id, id) on delete cascade
);
create index case_deadlines_due on case_deadlines (institution_id, due);

-- A reminder goes once: this row is written in the transaction that queues its mail.
create table case_reminders (
  institution_id text not null,
  case_id uuid not null,
  name text not null,
  due date not null,
  days_before int not null,
  sent_at timestamptz not null default now(),
  primary key (institution_id, case_id, name, due, days_before),
  foreign key (institution_id, case_id) references cases (institution_id, id) on delete cascade
);

create table documents (
  institution_id text not null,
  id uuid not null default uuidv7(),
  case_id uuid not null,
  type text not null,
  state text not null check (state in ('uploaded', 'shown', 'accepted', 'returned', 'waived')),
  -- The round of sending: files of an earlier round stay to be seen beside the new ones.
  round int not null default 1,
  reason text,
  decided_by text,
  decided_at timestamptz,
  number text,
  issued_on date,
  ends_on date,
  language text,
  original_place text,
  primary key (institution_id, id),
  unique (institution_id, case_id, type),
  foreign key (institution_id, case_id) references cases (institution_id, id) on delete cascade,
  constraint reason_if_returned check (state <> 'returned' or reason is not null),
  constraint named_officer_if_waived check (state <> 'waived' or decided_by is not null)
);

create table document_files (
  institution_id text not null,
  id uuid not null default uuidv7(),
  document_id uuid not null,
  round int not null,
  name text not null,
  kind text not null,
  bytes bigint not null check (bytes > 0),
  pages int not null,
  sha256 text not null,
  blob_id text not null,
  thumbnail_blob_id text,
  uploaded_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (institution_id, id),
  foreign key (institution_id, document_id) references documents (institution_id, id) on delete cascade
);
create index document_files_document on document_files (institution_id, document_id, round);

-- Every look at a paper: who, when, which.
create table document_looks (
  institution_id text not null,
  file_id uuid not null,
  case_id uuid not null,
  at timestamptz not null default now(),
  by_id text not null,
  by_name text not null
);
create index document_looks_case on document_looks (institution_id, case_id, at desc);
create trigger looks_are_history before update or delete on document_looks for each row execute function refuse_change();

create table case_notes (
  institution_id text not null,
  id uuid not null default uuidv7(),
  case_id uuid not null,
  at timestamptz not null default now(),
  by_id text not null,
  by_name text not null,
  text text not null check (text <> ''),
  primary key (institution_id, id),
  foreign key (institution_id, case_id) references cases (institution_id, id) on delete cascade
);
create index case_notes_case on case_notes (institution_id, case_id, at);

select isolate(t) from unnest(array['persons', 'cases', 'case_words', 'case_counts', 'case_actions', 'case_deadlines',
  'case_reminders', 'documents', 'document_files', 'document_looks', 'case_notes']::regclass[]) t;

grant select, insert, update on persons, cases, case_counts, documents, document_files to kopuro_app;
grant select, insert, delete on case_words, case_deadlines to kopuro_app;
grant select, insert on case_actions, case_reminders, document_looks, case_notes to kopuro_app;

-- Where an account has persons: the one question over institutions that the program's role may ask.
create function places_of_account(account text) returns setof text language sql stable security definer
  set search_path = public as $$
  select institution_id from persons where account_id = account order by 1
$$;
revoke all on function places_of_account(text) from public;
grant execute on function places_of_account(text) to kopuro_app;

-- The grades of a person as the sheet of the own university says them, session by session, in its own scale.

-- How an institution marks and counts: its scale, its credit. From its pack; an office may say otherwise.
create table grading_terms (
  institution_id text not null references institutions (id),
  id text not null check (id in ('scale', 'credit')),
  terms jsonb not null,
  pack_hash text,
  edited_at timestamptz,
  edited_by text,
  primary key (institution_id, id)
);

-- One row a person: whoever changes the grades holds it, and `version` says what somebody was looking at.
create table transcripts (
  institution_id text not null,
  person_id uuid not null,
  version int not null default 0,
  entries int not null default 0,
  -- Entries that nobody of the office has confirmed.
  waiting int not null default 0,
  changed_at timestamptz not null,
  primary key (institution_id, person_id),
  foreign key (institution_id, person_id) references persons (institution_id, id)
);
create index transcripts_newest on transcripts (institution_id, changed_at desc, person_id);
create index transcripts_waiting on transcripts (institution_id, changed_at desc, person_id) where waiting > 0;

-- A sheet of grades: tried, written, undone. The cells are forgotten when it is written.
create table transcript_sheets (
  institution_id text not null references institutions (id),
  id uuid not null,
  -- Whose sheet it is; null for a sheet of many.
  person_id uuid,
  file_name text not null,
  cells jsonb not null,
  heading_row int not null,
  fields jsonb not null,
  state text not null default 'tried' check (state in ('tried', 'written', 'undone')),
  lines int not null,
  -- Entries that stayed when the sheet was undone: somebody had worked with them.
  stayed int not null default 0,
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  by_subject boolean not null,
  ended_at timestamptz,
  undone_at timestamptz,
  undone_by text,
  primary key (institution_id, id),
  foreign key (institution_id, person_id) references persons (institution_id, id)
);
create index transcript_sheets_newest on transcript_sheets (institution_id, at desc);

create table transcript_entries (
  institution_id text not null,
  id uuid not null,
  person_id uuid not null,
  session int not null check (session between 1 and 24),
  subject text not null check (subject <> ''),
  -- The subject as it is compared: folded, without case and spaces.
  subject_key text not null,
  -- Hundredths of a national credit.
  credits int check (credits > 0),
  kind text not null check (kind in ('graded', 'pass', 'fail')),
  -- Hundredths of the institution's own scale.
  grade int check (grade >= 0),
  attempt int not null default 1 check (attempt between 1 and 9),
  taken_on date,
  sheet_id uuid,
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  confirmed_at timestamptz,
  confirmed_by text,
  -- Taken out, or replaced by a later row: kept, and counted nowhere.
  struck_at timestamptz,
  struck_by text,
  primary key (institution_id, id),
  constraint grade_if_graded check ((kind = 'graded') = (grade is not null)),
  constraint confirmed_by_somebody check ((confirmed_at is null) = (confirmed_by is null)),
  constraint struck_by_somebody check ((struck_at is null) = (struck_by is null)),
  foreign key (institution_id, person_id) references persons (institution_id, id),
  foreign key (institution_id, sheet_id) references transcript_sheets (institution_id, id)
);
create unique index transcript_attempt_once on transcript_entries
  (institution_id, person_id, session, subject_key, attempt) where struck_at is null;
create index transcript_entries_of_sheet on transcript_entries (institution_id, sheet_id) where sheet_id is not null;

select isolate(t) from unnest(
  array['grading_terms', 'transcripts', 'transcript_sheets', 'transcript_entries']::regclass[]) t;
grant select, insert, update, delete on grading_terms, transcripts, transcript_sheets, transcript_entries to kopuro_app;

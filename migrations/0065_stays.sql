-- What a person's stay in the country consists of: papers, crossings of the border, homes. A kind is a value of the program.
create table stay_records (
  institution_id text not null references institutions (id),
  id uuid not null default uuidv7(),
  person_id uuid not null,
  kind text not null check (kind <> ''),
  number text not null default '',
  from_on date,
  to_on date,
  -- The other fields of the kind, as strings.
  said jsonb not null default '{}',
  -- The case that settled it.
  case_id uuid,
  state text not null default 'valid' check (state in ('valid', 'ended', 'mistake')),
  ended_on date,
  ended_why text not null default '',
  version int not null default 1,
  added_at timestamptz not null,
  by_id text not null,
  by_name text not null,
  primary key (institution_id, id),
  constraint record_ends_after_it_begins check (to_on >= from_on),
  constraint record_ended_on_a_day check ((state = 'ended') = (ended_on is not null)),
  foreign key (institution_id, person_id) references persons (institution_id, id),
  foreign key (institution_id, case_id) references cases (institution_id, id)
);
create index stay_records_of_person on stay_records (institution_id, person_id, kind);
create index stay_records_of_case on stay_records (institution_id, case_id) where case_id is not null;
-- Papers are found by their number, without its spaces and in capitals.
create index stay_records_number on stay_records (institution_id, number) where number <> '';

-- Who changed what of a record when, and what stood there before. Nobody changes a row; only an erasure takes rows out.
create table stay_changes (
  institution_id text not null,
  record_id uuid not null,
  -- The version that came about.
  version int not null,
  what text not null check (what in ('added', 'corrected', 'ended', 'mistake', 'restored')),
  before jsonb,
  why text not null default '',
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  primary key (institution_id, record_id, version),
  foreign key (institution_id, record_id) references stay_records (institution_id, id)
);
create trigger stay_changes_are_history before update on stay_changes for each row execute function refuse_change();

-- What follows from the records, counted anew whenever they, the law or the lead times change.
create table stay_clocks (
  institution_id text not null,
  -- Of several records of one person the one that leads.
  person_id uuid not null,
  record_id uuid not null,
  name text not null,
  due date not null,
  -- The latest safe day to start.
  start_on date not null,
  provisional boolean not null,
  rule text,
  primary key (institution_id, record_id, name),
  foreign key (institution_id, person_id) references persons (institution_id, id),
  foreign key (institution_id, record_id) references stay_records (institution_id, id)
);
create index stay_clocks_by_urgency on stay_clocks (institution_id, start_on, person_id, name);
create index stay_clocks_of_person on stay_clocks (institution_id, person_id);

-- What people say of their own stay; it becomes a record when somebody of the office accepts it.
create table stay_statements (
  institution_id text not null references institutions (id),
  id uuid not null,
  person_id uuid not null,
  kind text not null,
  typed jsonb not null,
  said_at timestamptz not null,
  outcome text check (outcome in ('accepted', 'declined')),
  answer text not null default '',
  record_id uuid,
  answered_at timestamptz,
  answered_by text,
  primary key (institution_id, id),
  constraint statement_answered check ((outcome is null) = (answered_at is null)),
  foreign key (institution_id, person_id) references persons (institution_id, id),
  foreign key (institution_id, record_id) references stay_records (institution_id, id)
);
create index stay_statements_open on stay_statements (institution_id, said_at) where outcome is null;
create index stay_statements_of_person on stay_statements (institution_id, person_id);

-- Who looked at the numbers of somebody's papers.
create table stay_looks (
  institution_id text not null,
  id uuid not null default uuidv7(),
  person_id uuid not null,
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  primary key (institution_id, id),
  foreign key (institution_id, person_id) references persons (institution_id, id)
);
create index stay_looks_of_person on stay_looks (institution_id, person_id);
create trigger stay_looks_are_history before update or delete on stay_looks for each row execute function refuse_change();

select isolate(t) from unnest(
  array['stay_records', 'stay_changes', 'stay_clocks', 'stay_statements', 'stay_looks']::regclass[]) t;
grant select, insert, update on stay_records, stay_statements to kopuro_app;
grant select, insert, delete on stay_changes to kopuro_app;
grant select, insert, update, delete on stay_clocks to kopuro_app;
grant select, insert on stay_looks to kopuro_app;

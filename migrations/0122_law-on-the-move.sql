-- Every edition of the law that was ever loaded, whole, as one document: a new one takes nothing away from an old one.
drop table law_rules, countries, calendar_days, visa_free_rules, registration_rules, visa_kinds, terms, law_packs;
create sequence law_turns;
create table law_editions (
  hash text primary key,
  jurisdiction text not null,
  edition text not null,
  book jsonb not null,
  loaded_at timestamptz not null default now(),
  -- The edition loaded last has the highest; files that go back to an earlier edition bring it to the front again.
  turn bigint not null default nextval('law_turns')
);
grant select, insert, update (turn, loaded_at) on law_editions to kopuro_app;
grant usage on sequence law_turns to kopuro_app;

-- The edition by which an institution counts: what was loaded later is a proposal until a named person confirms it.
create table institution_laws (
  institution_id text primary key references institutions (id),
  hash text not null references law_editions (hash),
  -- Raised whenever the law changes for the institution: by an edition, or by somebody who verifies a rule.
  version int not null default 1,
  since timestamptz not null
);

-- What another edition does to the dates of an institution: worked out before (preview), then done (change).
create table law_runs (
  institution_id text not null references institutions (id),
  id uuid not null default uuidv7(),
  kind text not null check (kind in ('preview', 'change')),
  from_hash text not null references law_editions (hash),
  to_hash text not null references law_editions (hash),
  by_id text not null,
  by_name text not null,
  by_role text not null,
  at timestamptz not null,
  -- How many there are to be looked at, and where the work stands: cases first, then persons.
  cases int not null,
  persons int not null,
  looked_cases int not null default 0,
  looked_persons int not null default 0,
  case_after uuid not null default '00000000-0000-0000-0000-000000000000',
  person_after uuid not null default '00000000-0000-0000-0000-000000000000',
  ended_at timestamptz,
  primary key (institution_id, id)
);
create index law_runs_by_time on law_runs (institution_id, at);

create table law_run_dates (
  institution_id text not null,
  run_id uuid not null,
  place bigint generated always as identity,
  -- Of a case, or of a person's stay.
  case_id uuid,
  person_id uuid not null,
  name text not null,
  old_day date,
  new_day date,
  primary key (institution_id, run_id, place),
  constraint date_changes check (old_day is distinct from new_day),
  foreign key (institution_id, run_id) references law_runs (institution_id, id) on delete cascade,
  foreign key (institution_id, case_id) references cases (institution_id, id),
  foreign key (institution_id, person_id) references persons (institution_id, id)
);
create index law_run_dates_by_day on law_run_dates (institution_id, run_id, new_day, place);

-- Somebody held a rule against the act: this content, by this person. A rule that says something else needs it anew.
create table rule_checks (
  institution_id text not null references institutions (id),
  id uuid not null default uuidv7(),
  rule_id text not null,
  fingerprint text not null,
  note text not null,
  by_id text not null,
  by_name text not null,
  at timestamptz not null,
  back_at timestamptz,
  back_by_id text,
  back_by_name text,
  primary key (institution_id, id),
  constraint taken_back_by_somebody check ((back_at is null) = (back_by_name is null))
);
create unique index rule_checked_once on rule_checks (institution_id, fingerprint) where back_at is null;

-- What the program's start found wrong with files of a pack, until they are mended.
create table pack_refusals (
  folder text primary key,
  problems jsonb not null,
  at timestamptz not null default now()
);
grant select, insert, update, delete on pack_refusals to kopuro_app;

select isolate(t) from unnest(array['institution_laws', 'law_runs', 'law_run_dates', 'rule_checks']::regclass[]) t;
grant select, insert, update on institution_laws to kopuro_app;
grant select, insert, update, delete on law_runs to kopuro_app;
grant select, insert, delete on law_run_dates to kopuro_app;
grant select, insert, update (back_at, back_by_id, back_by_name) on rule_checks to kopuro_app;

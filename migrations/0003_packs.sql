-- What packs bring. A record remembers the hash it was loaded with; edited_at says that somebody changed it in the program:
-- from then on a pack leaves it alone.

create table units (
  institution_id text not null references institutions (id),
  id text not null,
  parent text,
  kind text not null,
  name jsonb not null,
  note jsonb,
  source jsonb,
  sort_order int not null default 0,
  pack_hash text,
  edited_at timestamptz,
  primary key (institution_id, id)
);

create table staff (
  institution_id text not null references institutions (id),
  id text not null,
  unit text not null,
  name text not null check (name <> ''),
  post jsonb not null,
  former boolean not null default false,
  source jsonb,
  sort_order int not null default 0,
  pack_hash text,
  edited_at timestamptz,
  primary key (institution_id, id),
  foreign key (institution_id, unit) references units (institution_id, id)
);

create table contacts (
  institution_id text not null references institutions (id),
  id text not null,
  unit text not null,
  staff_id text,
  kind text not null check (kind in ('address', 'postcode', 'phone', 'fax', 'email', 'website')),
  value text not null check (value <> ''),
  text jsonb,
  purpose jsonb,
  source jsonb,
  sort_order int not null default 0,
  pack_hash text,
  edited_at timestamptz,
  primary key (institution_id, id),
  foreign key (institution_id, unit) references units (institution_id, id),
  foreign key (institution_id, staff_id) references staff (institution_id, id)
);

create table programmes (
  institution_id text not null references institutions (id),
  id text not null,
  unit text not null,
  level text check (level in ('bachelor', 'master', 'postgraduate', 'doctorate', 'preparatory')),
  code text,
  name jsonb not null,
  -- [{ key, name }] in the order of the page
  profiles jsonb not null default '[]',
  mode text,
  asks_direction boolean not null default false,
  open_for_application boolean not null default true,
  note jsonb,
  source jsonb,
  sort_order int not null default 0,
  pack_hash text,
  edited_at timestamptz,
  primary key (institution_id, id),
  foreign key (institution_id, unit) references units (institution_id, id)
);
-- The same code may stand at two levels: level and code together name a programme.
create unique index programme_is_level_and_code on programmes (institution_id, level, code) where code is not null;

-- What admission asks, by institution: entry education, documents, bases, process, fees.
create table admission_terms (
  institution_id text not null references institutions (id),
  id text not null,
  terms jsonb not null,
  pack_hash text,
  edited_at timestamptz,
  primary key (institution_id, id)
);

-- What somebody changed in the program instead of in a pack: who, when, from what to what.
create table record_edits (
  institution_id text not null references institutions (id),
  at timestamptz not null default now(),
  by_id text not null,
  by_name text not null,
  record text not null,
  before jsonb not null,
  after jsonb not null
);
create index record_edits_record on record_edits (institution_id, record, at desc);
create trigger edits_are_history before update or delete on record_edits for each row execute function refuse_change();

select isolate(t) from unnest(array['units', 'staff', 'contacts', 'programmes', 'admission_terms', 'record_edits']::regclass[]) t;
grant select, insert on record_edits to kopuro_app;
grant select, insert, update, delete on units, staff, contacts, programmes, admission_terms to kopuro_app;

-- The law belongs to no institution.
create table law_packs (
  jurisdiction text primary key,
  edition text not null,
  hash text not null,
  about jsonb not null,
  loaded_at timestamptz not null default now()
);

create table law_rules (
  id text not null,
  value jsonb not null,
  unit text not null,
  text jsonb not null,
  valid_from date,
  valid_to date,
  verified boolean not null,
  as_of text,
  source jsonb not null,
  note jsonb,
  check (valid_to is null or valid_from is null or valid_to >= valid_from),
  -- A rule has editions: the same id, from another day.
  unique nulls not distinct (id, valid_from)
);

create table countries (
  code text primary key check (code ~ '^[A-Z]{2,3}$'),
  code3 text not null,
  name jsonb not null
);

create table calendar_days (
  day date primary key,
  name jsonb not null,
  working boolean not null,
  provisional boolean not null,
  verified boolean not null,
  kind text,
  source jsonb not null
);

create table visa_free_rules (
  id text not null,
  countries text[] not null,
  days int,
  window_days int,
  text jsonb not null,
  valid_from date,
  valid_to date,
  verified boolean not null,
  as_of text,
  source jsonb not null,
  note jsonb,
  unique nulls not distinct (id, valid_from)
);

create table terms (
  key text primary key,
  text jsonb not null,
  verified boolean not null
);

grant select, insert, update, delete on law_packs, law_rules, countries, calendar_days, visa_free_rules, terms to kopuro_app;

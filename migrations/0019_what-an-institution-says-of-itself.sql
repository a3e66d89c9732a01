-- What an institution says of itself (history, aims, languages, symbols, functions), what its unit was called and when, and
-- where its sources contradict each other.

create table institution_facts (
  institution_id text not null references institutions (id),
  id text not null,
  unit text not null,
  kind text not null check (kind in
    ('history', 'aim', 'direction', 'language', 'number', 'quality', 'symbol', 'motto', 'function', 'basis')),
  -- Functions stand in lists with a heading of their own.
  list jsonb,
  title jsonb,
  text jsonb not null,
  -- A year or a day, as exactly as the source says it.
  happened_on text check (happened_on ~ '^\d{4}(-\d{2}-\d{2})?$'),
  source jsonb,
  sort_order int not null default 0,
  pack_hash text,
  edited_at timestamptz,
  primary key (institution_id, id),
  foreign key (institution_id, unit) references units (institution_id, id) on delete cascade
);

-- A unit changes its kind and name on a day; what was written before keeps the older name.
create table unit_names (
  institution_id text not null,
  unit text not null,
  since text not null check (since ~ '^\d{4}(-\d{2}-\d{2})?$'),
  kind text not null,
  name jsonb not null,
  -- The decree or order that says so.
  basis jsonb,
  source jsonb,
  -- Null: the pack brought it.
  by_name text,
  at timestamptz not null default now(),
  primary key (institution_id, unit, since),
  foreign key (institution_id, unit) references units (institution_id, id) on delete cascade
);

create table unclear_facts (
  institution_id text not null references institutions (id),
  id text not null,
  about jsonb not null,
  -- [{ text, source }], two or more.
  readings jsonb not null,
  sort_order int not null default 0,
  pack_hash text,
  -- Which reading is right, in the words of whoever cleared it; empty again when it was opened anew.
  answer text,
  cleared_by text,
  cleared_at timestamptz,
  primary key (institution_id, id),
  constraint cleared_whole check ((answer is null) = (cleared_by is null) and (answer is null) = (cleared_at is null))
);

select isolate(t) from unnest(array['institution_facts', 'unit_names', 'unclear_facts']::regclass[]) t;
grant select, insert, update, delete on institution_facts, unit_names, unclear_facts to kopuro_app;

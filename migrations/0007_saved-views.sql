-- The pipeline: what a list is narrowed and sorted by, views that officers save, steps for many cases at once, and who took
-- a list out of the house.

-- What stands in the columns of a procedure, a row each, so that a list narrowed by one is cut from an index like any other.
-- A jsonb index would not do: under row security the planner trusts no operator that could show a row in an error.
create table case_columns (
  institution_id text not null,
  procedure text not null,
  name text not null,
  -- The English words, or the only ones: the same value in whatever language it is read.
  value text not null,
  arrived_at timestamptz not null,
  case_id uuid not null,
  primary key (institution_id, procedure, name, value, arrived_at, case_id),
  foreign key (institution_id, case_id) references cases (institution_id, id) on delete cascade
);
create index case_columns_case on case_columns (institution_id, case_id);

create function columns_of(summary jsonb) returns table (name text, value text) language sql immutable as $$
  select key, left(coalesce(value ->> 'en', value #>> '{}'), 300) from jsonb_each(summary)
  where coalesce(value ->> 'en', value #>> '{}') <> ''
$$;

create function keep_case_columns() returns trigger language plpgsql as $$
begin
  delete from case_columns where institution_id = new.institution_id and case_id = new.id;
  insert into case_columns select new.institution_id, new.procedure, name, value, new.arrived_at, new.id
    from columns_of(new.summary);
  return null;
end $$;
create trigger case_columns_are_kept after insert or update of summary, arrived_at on cases
  for each row when (new.arrived_at is not null) execute function keep_case_columns();

insert into case_columns select institution_id, procedure, name, value, arrived_at, id
  from cases, columns_of(summary) where arrived_at is not null;

create index cases_by_name on cases (institution_id, procedure, title, id) where arrived_at is not null;
-- Cases without a date come last. Not coalesce: row security trusts it with no index, and a deep page would read all before it.
create index cases_by_next_date on cases
  (institution_id, procedure, (case when next_date is null then 'infinity'::date else next_date end), id)
  where arrived_at is not null;

create table saved_views (
  institution_id text not null references institutions (id),
  id uuid not null default uuidv7(),
  procedure text not null,
  name text not null check (name <> ''),
  -- Filters, order and columns as they stand in the address of the list.
  query text not null,
  owner_id text not null references accounts (id) on delete cascade,
  owner_name text not null,
  saved_at timestamptz not null default now(),
  -- Since when colleagues of the institution see it.
  shared_at timestamptz,
  primary key (institution_id, id),
  constraint one_view_of_a_name unique (institution_id, procedure, owner_id, name)
);

-- A step for many cases: proposed, looked at, then started once. Its items say what became of each case.
create table bulk_runs (
  institution_id text not null references institutions (id),
  id uuid not null default uuidv7(),
  procedure text not null,
  step text not null,
  by_id text not null references accounts (id) on delete cascade,
  by_name text not null,
  proposed_at timestamptz not null default now(),
  input jsonb not null default '{}',
  started_at timestamptz,
  ended_at timestamptz,
  primary key (institution_id, id),
  constraint ended_after_start check (ended_at is null or started_at is not null)
);
create index bulk_runs_newest on bulk_runs (institution_id, procedure, proposed_at desc);

create table bulk_items (
  institution_id text not null,
  run_id uuid not null,
  place int not null,
  case_id uuid not null,
  -- The version of the case that was looked at: a case that has moved since is left alone.
  version int not null,
  outcome text not null default 'waiting' check (outcome in ('waiting', 'done', 'refused', 'changed', 'failed')),
  reasons jsonb not null default '[]',
  settled_at timestamptz,
  primary key (institution_id, run_id, place),
  constraint a_case_once unique (institution_id, run_id, case_id),
  foreign key (institution_id, run_id) references bulk_runs (institution_id, id) on delete cascade,
  foreign key (institution_id, case_id) references cases (institution_id, id) on delete cascade
);
create index bulk_items_waiting on bulk_items (institution_id, run_id, place) where outcome = 'waiting';

-- Who took which list out of the house, and when.
create table case_exports (
  institution_id text not null references institutions (id),
  id uuid not null default uuidv7(),
  at timestamptz not null default now(),
  by_id text not null,
  by_name text not null,
  by_role text not null,
  procedure text not null,
  format text not null check (format in ('xlsx', 'csv')),
  query text not null,
  -- How many cases left, once the last one has; empty when the line broke before.
  cases int,
  primary key (institution_id, id)
);
create index case_exports_newest on case_exports (institution_id, procedure, at desc);

select isolate(t) from unnest(array['case_columns', 'saved_views', 'bulk_runs', 'bulk_items', 'case_exports']::regclass[]) t;
grant select, insert, delete on case_columns to kopuro_app;
grant select, insert, update, delete on saved_views, bulk_runs, bulk_items to kopuro_app;
grant select, insert, update (cases) on case_exports to kopuro_app;

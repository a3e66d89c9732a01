-- What people ask of their own data: to have it put right, to take a consent back, to have it erased. Kept with the answer.

create table data_requests (
  institution_id text not null references institutions (id),
  id uuid not null default uuidv7(),
  person_id uuid not null,
  account_id text references accounts (id) on delete set null,
  -- The same form sent twice asks once.
  request_key uuid not null,
  kind text not null check (kind in ('correction', 'consent', 'erasure')),
  text text not null,
  asked_at timestamptz not null,
  due date not null,
  outcome text check (outcome in ('done', 'refused')),
  answer text,
  answered_by text,
  answered_at timestamptz,
  primary key (institution_id, id),
  unique (institution_id, request_key),
  foreign key (institution_id, person_id) references persons (institution_id, id),
  constraint answered_whole check ((outcome is null) = (answered_at is null) and (outcome is null) = (answered_by is null))
);
create index data_requests_open on data_requests (institution_id, due) where outcome is null;
create index data_requests_of_person on data_requests (institution_id, person_id, asked_at desc);

-- Who took all of a person's data as one file, and when.
create table data_exports (
  institution_id text not null,
  person_id uuid not null,
  at timestamptz not null,
  by_id text not null,
  foreign key (institution_id, person_id) references persons (institution_id, id)
);
create index data_exports_of_person on data_exports (institution_id, person_id, at desc);

select isolate(t) from unnest(array['data_requests', 'data_exports']::regclass[]) t;
grant select, insert, update on data_requests to kopuro_app;
grant select, insert on data_exports to kopuro_app;

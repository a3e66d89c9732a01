-- Calls for applications: drafted, published in editions, archived. Whoever applied keeps the edition they began with.

create table calls (
  institution_id text not null references institutions (id),
  id uuid not null default uuidv7(),
  -- The record's name in the pack; null: made by an officer.
  key text,
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  state text not null check (state in ('draft', 'published', 'archived')),
  -- The edition in force; 0: never published.
  edition int not null default 0 check (edition >= 0),
  direction text not null check (direction in ('outgoing', 'incoming')),
  audience text not null check (audience in ('students', 'staff')),
  -- First and last day, both inclusive, in Bishkek; without days a call is told of and takes no applications.
  opens_on date,
  closes_on date,
  -- What is in force; null before the first edition.
  said jsonb,
  -- What an officer is changing, with its days; null: nothing beside what is in force.
  draft jsonb,
  copied_from uuid,
  source jsonb,
  sort_order int not null default 0,
  pack_hash text,
  edited_at timestamptz,
  created_at timestamptz not null,
  created_by text not null,
  version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, slug),
  unique (institution_id, key),
  foreign key (institution_id, copied_from) references calls (institution_id, id),
  constraint call_closes_after_it_opens check (closes_on >= opens_on),
  constraint call_in_force_has_an_edition check ((edition = 0) = (said is null)),
  constraint call_published_has_an_edition check (state <> 'published' or edition > 0),
  constraint call_says_something check (said is not null or draft is not null)
);

-- What was published, by whom and why; appended only.
create table call_editions (
  institution_id text not null,
  call_id uuid not null,
  edition int not null check (edition > 0),
  said jsonb not null,
  opens_on date,
  closes_on date,
  at timestamptz not null,
  -- Empty: the pack.
  by_name text not null,
  why text not null,
  primary key (institution_id, call_id, edition),
  foreign key (institution_id, call_id) references calls (institution_id, id)
);
create trigger call_editions_are_history before update or delete on call_editions
  for each row execute function refuse_change();

select isolate(t) from unnest(array['calls', 'call_editions']::regclass[]) t;
grant select, insert, update, delete on calls to kopuro_app;
grant select, insert on call_editions to kopuro_app;

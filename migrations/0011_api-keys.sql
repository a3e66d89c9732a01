-- Other programs read an institution's cases with a key: what it may read, until when, who made it and who took it back.

create table api_keys (
  institution_id text not null references institutions (id),
  id uuid not null default uuidv7(),
  name text not null check (name <> ''),
  -- What the key begins with: enough to tell one from another, too little to use.
  prefix text not null check (prefix ~ '^[0-9a-f]{8}$'),
  -- SHA-256 of the whole key, which has 192 random bits: nobody guesses it, and nobody reads it here.
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  scopes text[] not null check (cardinality(scopes) > 0),
  ends_on date,
  -- Made with the form: the same form sent twice makes one key.
  request_key uuid not null,
  made_at timestamptz not null,
  made_by text not null,
  last_used_on date,
  revoked_at timestamptz,
  revoked_by text,
  primary key (institution_id, id),
  unique (institution_id, prefix),
  unique (institution_id, request_key),
  constraint somebody_revoked_it check ((revoked_at is null) = (revoked_by is null))
);

-- What admins did with keys and webhooks.
create table api_actions (
  institution_id text not null references institutions (id),
  id uuid not null default uuidv7(),
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  action text not null,
  about text not null,
  primary key (institution_id, id)
);
create trigger api_actions_are_history before update or delete on api_actions for each row execute function refuse_change();

-- Every time a key read somebody's answers, passport number and all.
create table api_looks (
  institution_id text not null,
  id uuid not null default uuidv7(),
  key_id uuid not null,
  case_id uuid not null,
  at timestamptz not null,
  primary key (institution_id, id),
  foreign key (institution_id, key_id) references api_keys (institution_id, id),
  foreign key (institution_id, case_id) references cases (institution_id, id)
);
create index api_looks_key on api_looks (institution_id, key_id, id desc);
create index api_looks_case on api_looks (institution_id, case_id, id desc);
create trigger api_looks_are_history before update or delete on api_looks for each row execute function refuse_change();

select isolate(t) from unnest(array['api_keys', 'api_actions', 'api_looks']::regclass[]) t;
grant select, insert, update (last_used_on, revoked_at, revoked_by) on api_keys to kopuro_app;
grant select, insert on api_actions, api_looks to kopuro_app;

-- Whoever keeps a copy asks for what has changed since, in the order in which it changed.
create index cases_by_change on cases (institution_id, procedure, changed_at, id) where arrived_at is not null;

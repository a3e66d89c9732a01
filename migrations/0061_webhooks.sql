-- Where an institution wants to be told what happens to its cases, and every telling with what became of it.

create table webhooks (
  institution_id text not null references institutions (id),
  id uuid not null default uuidv7(),
  name text not null check (name <> ''),
  url text not null check (url ~ '^https?://'),
  events text[] not null check (cardinality(events) > 0),
  -- What deliveries are signed with, sealed by the key of the papers, which lies outside the database.
  sealed_secret text not null,
  request_key uuid not null,
  made_at timestamptz not null,
  made_by text not null,
  -- Nothing is sent while it is stopped; by nobody: the program gave up after days without an answer.
  stopped_at timestamptz,
  stopped_by text,
  -- Since when every attempt has failed.
  failing_since timestamptz,
  -- After a failure nothing is tried for a moment, so that one address that hangs doesn't hold up the others.
  paused_until timestamptz,
  removed_at timestamptz,
  primary key (institution_id, id),
  unique (institution_id, request_key)
);

create table webhook_deliveries (
  institution_id text not null,
  id uuid not null default uuidv7(),
  webhook_id uuid not null,
  event text not null,
  -- The bytes that are signed: sent again, they are the same.
  body text not null,
  made_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  attempts int not null default 0,
  next_at timestamptz not null,
  primary key (institution_id, id),
  foreign key (institution_id, webhook_id) references webhooks (institution_id, id)
);
create index webhook_deliveries_newest on webhook_deliveries (institution_id, webhook_id, id desc);
create index webhook_deliveries_due on webhook_deliveries (institution_id, next_at) where state = 'waiting';

create table webhook_attempts (
  institution_id text not null,
  id uuid not null default uuidv7(),
  delivery_id uuid not null,
  at timestamptz not null,
  -- The status that came back; none: why there was no answer.
  status int,
  trouble text,
  milliseconds int not null,
  primary key (institution_id, id),
  foreign key (institution_id, delivery_id) references webhook_deliveries (institution_id, id) on delete cascade,
  constraint status_or_trouble check ((status is null) <> (trouble is null))
);
create index webhook_attempts_delivery on webhook_attempts (institution_id, delivery_id, id);

select isolate(t) from unnest(array['webhooks', 'webhook_deliveries', 'webhook_attempts']::regclass[]) t;
grant select, insert, update on webhooks to kopuro_app;
grant select, insert, update, delete on webhook_deliveries to kopuro_app;
grant select, insert, delete on webhook_attempts to kopuro_app;

-- Who wants to be told when a call opens, by what interests them; and which calls have been told of.

create table call_subscriptions (
  institution_id text not null references institutions (id),
  -- Made with the form that asks: the same form sent twice asks once.
  id uuid not null,
  account_id text references accounts (id) on delete cascade,
  email text not null check (email <> ''),
  language text not null check (language in ('en', 'ru', 'ky')),
  -- { "countries": ["DE"], "levels": [], ... }: an empty list is no wish.
  interests jsonb not null,
  -- What they told of themselves, so that they hear of calls that they may apply to.
  about jsonb not null default '{}',
  token_hash text not null,
  -- Every mail brings the way out, so the token is kept, sealed.
  token_sealed text not null,
  made_at timestamptz not null,
  -- Null: nobody has shown yet that the address is theirs.
  confirmed_at timestamptz,
  primary key (institution_id, id),
  unique (institution_id, token_hash)
);
create unique index call_subscriptions_once on call_subscriptions (institution_id, lower(email))
  where confirmed_at is not null;

-- A call is told of once, when it is open.
create table call_notices (
  institution_id text not null,
  call_id uuid not null,
  at timestamptz not null,
  mails int not null check (mails >= 0),
  primary key (institution_id, call_id),
  foreign key (institution_id, call_id) references calls (institution_id, id)
);

select isolate(t) from unnest(array['call_subscriptions', 'call_notices']::regclass[]) t;
grant select, insert, update, delete on call_subscriptions to kopuro_app;
grant select, insert, update on call_notices to kopuro_app;

-- Ways into an account beside the password, where it works, who is invited to the staff, and whose unit a case is.

-- Where its owner works now, and whether both factors were shown: a passkey with its PIN or fingerprint counts as both.
alter table sessions add column works_at text references institutions (id) on delete set null;
alter table sessions add column both_factors boolean not null default false;

-- Sessions go when they end; when somebody was last here is asked of staff afterwards too.
alter table accounts add column seen_at timestamptz;
create function keep_seen() returns trigger language plpgsql as $$
begin
  update accounts set seen_at = new.updated_at where id = new.user_id;
  return null;
end $$;
create trigger account_is_seen after insert or update of updated_at on sessions for each row execute function keep_seen();

create table passkeys (
  -- The credential's id in base64url, as the browser says it.
  id text primary key,
  account_id text not null references accounts (id) on delete cascade,
  name text not null check (name <> ''),
  -- COSE, in base64url.
  public_key text not null,
  counter bigint not null default 0,
  transports text[] not null default '{}',
  added_at timestamptz not null,
  used_at timestamptz
);
create index passkeys_account on passkeys (account_id);

-- What a browser was asked and has to answer once: a passkey's challenge, the state of a sign-in at the provider.
create table sign_in_challenges (
  id text primary key,
  purpose text not null check (purpose in ('passkey-new', 'passkey', 'provider')),
  account_id text references accounts (id) on delete cascade,
  content jsonb not null default '{}',
  ends_at timestamptz not null
);
create index sign_in_challenges_end on sign_in_challenges (ends_at);

-- Must staff show two factors here? Null: in production yes, in evaluation no.
alter table institutions add column staff_both_factors boolean;

create table invitations (
  institution_id text not null references institutions (id),
  id uuid not null default uuidv7(),
  email text not null check (email = lower(email)),
  name text not null check (name <> ''),
  language text not null check (language in ('en', 'ru', 'ky')),
  role text not null check (role in ('deans-office', 'officer', 'commission', 'hr', 'rector', 'admin')),
  unit text,
  until date,
  token_hash text not null,
  sent_at timestamptz not null,
  -- The last day on which the link opens.
  ends_on date not null,
  invited_by text not null,
  invited_by_name text not null,
  accepted_at timestamptz,
  withdrawn_at timestamptz,
  primary key (institution_id, id),
  foreign key (institution_id, unit) references units (institution_id, id),
  constraint settled_once check (accepted_at is null or withdrawn_at is null)
);
create unique index one_open_invitation on invitations (institution_id, email, role)
  where accepted_at is null and withdrawn_at is null;

-- The unit whose business a case is: from it the dean's office sees its own.
alter table cases add column unit text;
update cases set unit = programmes.unit from programmes
  where programmes.institution_id = cases.institution_id and programmes.id = cases.facts ->> 'programme';
create index cases_of_unit on cases (institution_id, procedure, unit, arrived_at desc, id desc) where arrived_at is not null;

select isolate('invitations');
grant select, insert, update, delete on passkeys, sign_in_challenges to kopuro_app;
grant select, insert, update on invitations to kopuro_app;

-- What an office keeps by hand beside its cases: leads, delegations, events, campaigns, portals, enquiries, targets. One
-- table for all: what a ledger asks stands in the code, and everything here is kept, listed and searched alike.
create table ledger_records (
  institution_id text not null references institutions (id),
  id uuid not null default uuidv7(),
  ledger text not null check (ledger ~ '^[a-z]+(-[a-z]+)*$'),
  -- The record that this one is a part of: a product of a campaign, a follow-up of a delegation.
  parent_id uuid,
  -- The pack's own, or what makes two records one; null for most that the office enters.
  key text check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  title text not null check (title <> ''),
  -- What was answered, field by field, each a string: see ledgers/ledger.ts.
  said jsonb not null default '{}',
  stage text,
  from_on date,
  until_on date,
  -- The day of the next step; null once nothing is to be done.
  due date,
  is_public boolean not null default false,
  sort_key text not null,
  -- Every word of it folded, each after a space.
  words text not null default '',
  source jsonb,
  pack_hash text,
  version int not null default 1,
  made_at timestamptz,
  edited_at timestamptz,
  archived_at timestamptz,
  primary key (institution_id, id),
  unique (institution_id, ledger, key),
  constraint it_ends_after_it_begins check (until_on >= from_on),
  constraint no_part_of_itself check (parent_id <> id),
  foreign key (institution_id, parent_id) references ledger_records (institution_id, id)
);
create index ledger_records_listed on ledger_records (institution_id, ledger, sort_key, id);
create index ledger_records_of_parent on ledger_records (institution_id, parent_id) where parent_id is not null;
create index ledger_records_due on ledger_records (institution_id, due) where due is not null and archived_at is null;

-- What was said about a record, when and how; a mail of the house's own stands here too. Never changed.
create table ledger_notes (
  institution_id text not null,
  id uuid not null,
  record_id uuid not null,
  on_day date not null,
  how text not null check (how in ('talk', 'call', 'mail', 'letter', 'meeting', 'note')),
  text text not null check (text <> ''),
  -- To whom the house sent it.
  mail_to text,
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  primary key (institution_id, id),
  foreign key (institution_id, record_id) references ledger_records (institution_id, id)
);
create index ledger_notes_of_record on ledger_notes (institution_id, record_id, on_day desc, at desc);

select isolate(t) from unnest(array['ledger_records', 'ledger_notes']::regclass[]) t;
grant select, insert, update, delete on ledger_records to kopuro_app;
grant select, insert on ledger_notes to kopuro_app;

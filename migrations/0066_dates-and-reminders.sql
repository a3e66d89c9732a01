-- The wall of dates reads clocks and the deadlines of open cases in one order, each from its index.
alter table case_deadlines add column provisional boolean not null default false;
drop index case_deadlines_due;
create index case_deadlines_due on case_deadlines (institution_id, due, case_id, name);

-- What the office has set for a kind of date; without a row the program's own holds. A kind is the name of a clock, or
-- procedure:deadline.
create table date_kinds (
  institution_id text not null references institutions (id),
  kind text not null,
  -- Days before the legal last day on which the office wants to begin; none: as the law has it.
  lead int check (lead between 1 and 365),
  lead_unit text check (lead_unit in ('working-days', 'calendar-days')),
  -- Days before the day on which people are reminded; below 0: after it.
  steps int[] not null,
  changed_at timestamptz not null,
  by_id text not null,
  by_name text not null,
  primary key (institution_id, kind),
  constraint lead_in_a_unit check ((lead is null) = (lead_unit is null))
);

-- A reminder goes once: its row is written in the transaction that queues its mail (once_key reminder:<id>). Of whom nobody
-- has an address the row stands without one, for the officer to see.
create table reminders (
  institution_id text not null,
  id uuid not null default uuidv7(),
  person_id uuid not null,
  -- The record of a stay or the case whose date it is.
  about uuid not null,
  case_id uuid,
  kind text not null,
  due date not null,
  days_before int not null,
  -- The account of a representative; empty for the person.
  recipient text not null default '',
  to_name text not null,
  address text,
  language text not null check (language in ('en', 'ru', 'ky')),
  at timestamptz not null,
  primary key (institution_id, id),
  constraint reminded_once unique (institution_id, about, kind, due, days_before, recipient),
  foreign key (institution_id, person_id) references persons (institution_id, id),
  foreign key (institution_id, case_id) references cases (institution_id, id) on delete cascade
);
create index reminders_of_person on reminders (institution_id, person_id, id desc);
create index reminders_without_address on reminders (institution_id, id desc) where address is null;

insert into reminders (institution_id, person_id, about, case_id, kind, due, days_before, to_name, address, language, at)
  select old.institution_id, cases.subject_id, old.case_id, old.case_id, cases.procedure || ':' || old.name, old.due,
    old.days_before, cases.title, persons.email, persons.language, old.sent_at
  from case_reminders old
    join cases on cases.institution_id = old.institution_id and cases.id = old.case_id
    join persons on persons.institution_id = cases.institution_id and persons.id = cases.subject_id;
drop table case_reminders;

-- Nobody reminds this person until a day: who asked for it, and why.
create table reminder_pauses (
  institution_id text not null,
  person_id uuid not null,
  until date not null,
  why text not null check (why <> ''),
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  primary key (institution_id, person_id),
  foreign key (institution_id, person_id) references persons (institution_id, id)
);

-- Officers who want the day's dates by mail.
create table date_digests (
  institution_id text not null references institutions (id),
  account_id text not null references accounts (id) on delete cascade,
  since timestamptz not null,
  primary key (institution_id, account_id)
);

-- The private calendar of an officer: one at a time, by the hash of its address.
create table calendar_feeds (
  institution_id text not null references institutions (id),
  account_id text not null references accounts (id) on delete cascade,
  token_hash text not null,
  -- How a person is called in it.
  shows text not null check (shows in ('number', 'initials')),
  made_at timestamptz not null,
  last_read_on date,
  primary key (institution_id, account_id),
  constraint feed_token unique (token_hash)
);
-- Whose calendar an address is: the one question over institutions that an open door may ask.
create function place_of_feed(hash text) returns text language sql stable security definer set search_path = public as $$
  select institution_id from calendar_feeds where token_hash = hash
$$;
revoke all on function place_of_feed(text) from public;
grant execute on function place_of_feed(text) to kopuro_app;

select isolate(t) from unnest(
  array['date_kinds', 'reminders', 'reminder_pauses', 'date_digests', 'calendar_feeds']::regclass[]) t;
grant select, insert, update on date_kinds to kopuro_app;
grant select, insert, update (to_name, address) on reminders to kopuro_app;
grant select, insert, update, delete on reminder_pauses, date_digests, calendar_feeds to kopuro_app;

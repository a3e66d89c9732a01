-- The embassies that an office deals with, as it knows them: nothing is filled in that nobody has found out.
create table embassies (
  institution_id text not null references institutions (id),
  id uuid not null,
  -- Of which state: its code of two letters.
  country text not null,
  -- The fields of the form as strings; an empty one is not known.
  said jsonb not null,
  version int not null default 1,
  archived_at timestamptz,
  primary key (institution_id, id)
);
create unique index an_embassy_of_a_state_once on embassies (institution_id, country) where archived_at is null;

-- Who changed what, with what stood there before.
create table embassy_changes (
  institution_id text not null,
  embassy_id uuid not null,
  version int not null,
  action text not null check (action in ('added', 'changed', 'archived', 'restored')),
  -- Field by field: what it was and what it is.
  changed jsonb not null default '{}',
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  primary key (institution_id, embassy_id, version),
  foreign key (institution_id, embassy_id) references embassies (institution_id, id)
);
create trigger embassy_changes_are_history before update or delete on embassy_changes
  for each row execute function refuse_change();

-- An original passport that somebody looked at and gave back. There is no row that says "kept": a university must not.
create table passport_sights (
  institution_id text not null references institutions (id),
  id uuid not null,
  person_id uuid not null,
  -- Of which passport, by its number; empty when it was not written down.
  number text not null default '',
  seen_on date not null,
  -- To whom it went from the room, for what, and back by when; all empty when it was given back at once.
  to_whom text not null default '',
  what_for text not null default '',
  back_by date,
  returned_on date,
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  returned_at timestamptz,
  returned_by_name text,
  primary key (institution_id, id),
  foreign key (institution_id, person_id) references persons (institution_id, id),
  constraint went_somewhere_wholly check ((to_whom = '') = (what_for = '') and (to_whom = '') = (back_by is null)),
  constraint given_back_at_once check (to_whom <> '' or returned_on is not null),
  constraint back_after_seen check (returned_on >= seen_on and back_by >= seen_on),
  constraint given_back_by_somebody check (returned_on is null or returned_by_name is not null)
);
create index passport_sights_of_person on passport_sights (institution_id, person_id, seen_on desc);
create index passport_sights_out on passport_sights (institution_id, seen_on) where returned_on is null;

select isolate(t) from unnest(array['embassies', 'embassy_changes', 'passport_sights']::regclass[]) t;
grant select, insert, update on embassies, passport_sights to kopuro_app;
grant select, insert on embassy_changes to kopuro_app;

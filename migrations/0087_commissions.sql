-- The commission of a call: who sits on it, its score sheet, who reads what, marks, conflicts, interviews, minutes. What
-- happened is appended; what stands beside it for lists can be counted again from that.

create table commissions (
  institution_id text not null,
  call_id uuid not null,
  -- How many members with a vote have to be there.
  quorum int not null default 2 check (quorum between 1 and 99),
  -- The sheet in force; 0: none yet.
  edition int not null default 0,
  -- From the opening on the applications have readers. The seed of the lot is drawn then and never again.
  opened_at timestamptz,
  seed text,
  last_seq int not null default 0,
  primary key (institution_id, call_id),
  foreign key (institution_id, call_id) references calls (institution_id, id),
  constraint seed_when_opened check ((opened_at is null) = (seed is null)),
  constraint sheet_when_opened check (opened_at is null or edition > 0)
);

create table commission_sheets (
  institution_id text not null,
  call_id uuid not null,
  edition int not null check (edition > 0),
  said jsonb not null,
  at timestamptz not null,
  by_name text not null,
  primary key (institution_id, call_id, edition),
  foreign key (institution_id, call_id) references commissions (institution_id, call_id)
);

create table commission_members (
  institution_id text not null,
  id uuid not null,
  call_id uuid not null,
  name text not null check (name <> ''),
  role text not null check (role in ('chair', 'member', 'secretary')),
  -- Null: a guest, who comes by a link.
  account_id text references accounts (id) on delete set null,
  email text not null check (email = lower(email)),
  language text not null check (language in ('en', 'ru', 'ky')),
  -- The partner university or other house that sends the member; empty: the own one.
  partner text not null default '',
  link_id uuid,
  since timestamptz not null,
  left_at timestamptz,
  left_why text,
  primary key (institution_id, id),
  foreign key (institution_id, call_id) references commissions (institution_id, call_id),
  constraint left_with_a_reason check ((left_at is null) = (left_why is null))
);
create unique index commission_members_once on commission_members (institution_id, call_id, email) where left_at is null;
create unique index commission_one_chair on commission_members (institution_id, call_id) where role = 'chair' and left_at is null;
create index commission_members_of_account on commission_members (institution_id, account_id) where account_id is not null;

-- Who is judged: from the opening, or from the day on which the application came to the commission.
create table commission_candidates (
  institution_id text not null,
  case_id uuid not null,
  call_id uuid not null,
  arrived_at timestamptz not null,
  average int,
  -- Readers beside those of the sheet: the chair asked for them.
  extra int not null default 0,
  interview jsonb,
  withdrawn boolean not null default false,
  score int,
  marks jsonb not null default '{}',
  apart int,
  rank_key double precision[],
  out text check (out in ('noScore', 'conflict', 'interview', 'withdrawn')),
  primary key (institution_id, case_id),
  foreign key (institution_id, case_id) references cases (institution_id, id),
  foreign key (institution_id, call_id) references commissions (institution_id, call_id)
);
create index commission_ranking on commission_candidates (institution_id, call_id, rank_key, case_id);

create table commission_conflicts (
  institution_id text not null,
  case_id uuid not null,
  member_id uuid not null,
  why text not null,
  -- The member said it; false: the office or the chair did.
  own boolean not null,
  by_name text not null,
  at timestamptz not null,
  lifted_at timestamptz,
  lifted_by_name text,
  lifted_why text,
  primary key (institution_id, case_id, member_id),
  foreign key (institution_id, case_id) references commission_candidates (institution_id, case_id),
  foreign key (institution_id, member_id) references commission_members (institution_id, id),
  constraint lifted_with_a_reason check ((lifted_at is null) = (lifted_why is null))
);

create table commission_readings (
  institution_id text not null,
  id uuid not null default uuidv7(),
  call_id uuid not null,
  case_id uuid not null,
  member_id uuid not null,
  -- `out`: read or not, it doesn't count, because of a conflict.
  state text not null default 'waiting' check (state in ('waiting', 'done', 'out')),
  marks jsonb,
  -- The weighted sum, in thousandths.
  total int,
  note text not null default '',
  done_at timestamptz,
  primary key (institution_id, id),
  unique (institution_id, case_id, member_id),
  foreign key (institution_id, case_id) references commission_candidates (institution_id, case_id),
  foreign key (institution_id, member_id) references commission_members (institution_id, id),
  constraint marks_when_done check (state <> 'done' or (marks is not null and total is not null and done_at is not null)),
  constraint nothing_while_waiting check (state <> 'waiting' or (marks is null and total is null))
);
create index commission_readings_of_member on commission_readings (institution_id, member_id, state, id);
create index commission_readings_of_call on commission_readings (institution_id, call_id, member_id);

-- When somebody may be heard; one applicant has one of them.
create table commission_slots (
  institution_id text not null,
  id uuid not null,
  call_id uuid not null,
  starts_at timestamptz not null,
  minutes int not null check (minutes between 5 and 240),
  place text not null,
  -- Until then the applicant may choose another.
  change_until timestamptz not null,
  case_id uuid,
  primary key (institution_id, id),
  unique (institution_id, case_id),
  foreign key (institution_id, call_id) references commissions (institution_id, call_id),
  foreign key (institution_id, case_id) references commission_candidates (institution_id, case_id)
);
create index commission_slots_of_call on commission_slots (institution_id, call_id, starts_at);

create table commission_minutes (
  institution_id text not null,
  id uuid not null,
  call_id uuid not null,
  number int not null,
  language text not null check (language in ('en', 'ru', 'ky')),
  -- As it is printed.
  content jsonb not null,
  at timestamptz not null,
  by_name text not null,
  primary key (institution_id, id),
  unique (institution_id, call_id, number),
  foreign key (institution_id, call_id) references commissions (institution_id, call_id)
);

create table commission_events (
  institution_id text not null,
  call_id uuid not null,
  seq int not null,
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  kind text not null,
  case_id uuid,
  member_id uuid,
  input jsonb not null default '{}',
  primary key (institution_id, call_id, seq),
  foreign key (institution_id, call_id) references commissions (institution_id, call_id)
);
create index commission_events_of_case on commission_events (institution_id, case_id, seq) where case_id is not null;

create trigger commission_sheets_stay before update or delete on commission_sheets
  for each row execute function refuse_change();
create trigger commission_minutes_stay before update or delete on commission_minutes
  for each row execute function refuse_change();
create trigger commission_events_are_history before update or delete on commission_events
  for each row execute function refuse_change();
create trigger commission_events_are_kept before truncate on commission_events
  for each statement execute function refuse_change();

select isolate(t) from unnest(array['commissions', 'commission_sheets', 'commission_members', 'commission_candidates',
  'commission_conflicts', 'commission_readings', 'commission_slots', 'commission_minutes', 'commission_events']::regclass[]) t;
grant select, insert, update on commissions, commission_members, commission_candidates, commission_conflicts to kopuro_app;
grant select, insert, update, delete on commission_readings, commission_slots to kopuro_app;
grant select, insert on commission_sheets, commission_minutes, commission_events to kopuro_app;

-- A meeting goes to a mailbox as a calendar reads it (RFC 5545), beside the words of the mail.
alter table mails add column calendar text;

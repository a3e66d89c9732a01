-- The money and the stay of somebody who goes abroad: who pays what, when it was paid, the days there, and their report.

-- Minor units of money. A line is not changed: it is struck out, and another one follows it.
create table grant_lines (
  institution_id text not null,
  id uuid not null,
  case_id uuid not null,
  payer text not null check (payer in ('funder', 'host', 'own', 'student')),
  about text not null default '',
  amount int not null check (amount > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  per text not null check (per in ('month', 'once')),
  at timestamptz not null,
  by_name text not null,
  void_at timestamptz,
  void_by text,
  primary key (institution_id, id),
  constraint line_void_by_somebody check ((void_at is null) = (void_by is null)),
  foreign key (institution_id, case_id) references cases (institution_id, id)
);
create index grant_lines_of_case on grant_lines (institution_id, case_id);

create table grant_instalments (
  institution_id text not null,
  id uuid not null,
  case_id uuid not null,
  payer text not null check (payer in ('funder', 'host', 'own')),
  amount int not null check (amount > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  due date not null,
  paid_on date,
  paid_by text,
  at timestamptz not null,
  by_name text not null,
  void_at timestamptz,
  void_by text,
  primary key (institution_id, id),
  constraint paid_by_somebody check ((paid_on is null) = (paid_by is null)),
  constraint instalment_void_by_somebody check ((void_at is null) = (void_by is null)),
  foreign key (institution_id, case_id) references cases (institution_id, id)
);
create index grant_instalments_of_case on grant_instalments (institution_id, case_id);

-- What the person says of the stay; an officer confirms the days by the paper of the host.
create table mobility_stays (
  institution_id text not null,
  case_id uuid not null,
  arrived_on date,
  arrival_confirmed_by text,
  left_on date,
  leaving_confirmed_by text,
  insurer text not null default '',
  policy text not null default '',
  insured_from date,
  insured_to date,
  primary key (institution_id, case_id),
  constraint there_before_gone check (left_on >= arrived_on),
  constraint insurance_ends_after_it_begins check (insured_to >= insured_from),
  constraint what_is_confirmed_was_said check (arrival_confirmed_by is null or arrived_on is not null),
  constraint what_is_confirmed_was_said_of_the_end check (leaving_confirmed_by is null or left_on is not null),
  foreign key (institution_id, case_id) references cases (institution_id, id)
);

-- For those who go next. It is public from the office's look at it until its writer takes the consent back.
create table mobility_reports (
  institution_id text not null,
  case_id uuid not null,
  text text not null check (text <> ''),
  -- Whether, and as whom, the writer wants to be read: not at all, without a name, with the name.
  consent text not null check (consent in ('none', 'nameless', 'named')),
  written_at timestamptz not null,
  released_at timestamptz,
  released_by text,
  primary key (institution_id, case_id),
  constraint released_by_somebody check ((released_at is null) = (released_by is null)),
  constraint released_with_consent check (released_at is null or consent <> 'none'),
  foreign key (institution_id, case_id) references cases (institution_id, id)
);

select isolate(t) from unnest(
  array['grant_lines', 'grant_instalments', 'mobility_stays', 'mobility_reports']::regclass[]) t;
grant select, insert, update on grant_lines, grant_instalments to kopuro_app;
grant select, insert, update, delete on mobility_stays, mobility_reports to kopuro_app;

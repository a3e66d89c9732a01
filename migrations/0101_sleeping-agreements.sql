-- Agreements that sleep: after how many months, and which of them wait until a day.

create table sleeping_settings (
  institution_id text primary key references institutions (id),
  -- Months without mobility and without a contact after which an agreement sleeps.
  months int not null check (months between 1 and 240),
  at timestamptz not null,
  by_name text not null
);

create table sleeping_snoozes (
  institution_id text not null,
  agreement_id uuid not null,
  until_day date not null,
  why text not null default '',
  at timestamptz not null,
  by_name text not null,
  primary key (institution_id, agreement_id),
  foreign key (institution_id, agreement_id) references agreements (institution_id, id)
);

select isolate(t) from unnest(array['sleeping_settings', 'sleeping_snoozes']::regclass[]) t;
grant select, insert, update on sleeping_settings, sleeping_snoozes to kopuro_app;

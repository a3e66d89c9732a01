-- Where no rule says within how many days a university reports something, it may set a term for itself.
create table duty_terms (
  institution_id text not null references institutions (id),
  kind text not null,
  days int not null check (days between 1 and 366),
  unit text not null check (unit in ('working-days', 'calendar-days')),
  by_name text not null,
  at timestamptz not null,
  primary key (institution_id, kind)
);
select isolate('duty_terms');
grant select, insert, update, delete on duty_terms to kopuro_app;

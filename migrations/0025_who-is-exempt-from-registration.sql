-- Whose citizens need not register at the place of stay, for how many days, by the list in force on the day of entry.
create table registration_rules (
  id text not null,
  countries text[] not null,
  -- 0: named as not exempt.
  days int not null check (days >= 0),
  text jsonb not null,
  valid_from date,
  valid_to date,
  verified boolean not null,
  as_of text,
  source jsonb not null,
  note jsonb,
  unique nulls not distinct (id, valid_from)
);
grant select, insert, update, delete on registration_rules to kopuro_app;

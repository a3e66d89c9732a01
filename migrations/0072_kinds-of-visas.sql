-- The letters of visas by edition of the rules: the same letter has meant different things in different years.
create table visa_kinds (
  code text not null check (code ~ '^[A-Z]{1,2}[0-9]?$'),
  edition text not null,
  name jsonb not null,
  max_days int check (max_days > 0),
  valid_from date,
  valid_to date,
  verified boolean not null,
  as_of text,
  source jsonb not null,
  note jsonb,
  primary key (edition, code)
);
grant select, insert, update, delete on visa_kinds to kopuro_app;

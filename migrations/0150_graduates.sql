-- A graduate as a record: what stood when they graduated, as the office's page says it or as the office wrote it.
create table alumni (
  institution_id text not null references institutions (id),
  id uuid not null default uuidv7(),
  -- The pack's own; null for somebody whom the office entered.
  key text,
  -- The student who graduated here, where the register has one.
  student_id uuid,
  -- Somebody may be a graduate and a member of staff.
  staff_id text,
  name text not null check (name <> ''),
  direction jsonb not null,
  -- The direction is no longer taught.
  direction_ended boolean not null default false,
  year int not null check (year between 1900 and 2200),
  post jsonb,
  degree jsonb,
  country text,
  -- Never shown to anybody but the office.
  email text,
  quote text,
  source jsonb,
  words text not null,
  version int not null default 1,
  sort_order int not null default 0,
  pack_hash text,
  edited_at timestamptz,
  archived_at timestamptz,
  primary key (institution_id, id),
  unique (institution_id, key),
  unique (institution_id, student_id)
);
create index alumni_in_order on alumni (institution_id, year desc, name, id);

-- What is known of a graduate on a day, and who said it: the newest is what is known today. The record stays as it was.
create table alumni_news (
  institution_id text not null,
  id uuid not null default uuidv7(),
  alumnus_id uuid not null,
  at timestamptz not null,
  by_name text not null,
  by_themselves boolean not null,
  post text not null,
  country text,
  primary key (institution_id, id),
  foreign key (institution_id, alumnus_id) references alumni (institution_id, id) on delete cascade
);
create index alumni_news_of on alumni_news (institution_id, alumnus_id, at desc);

-- What a graduate agreed to; the newest line holds, and taking it back is a line too.
create table alumni_consents (
  institution_id text not null,
  id uuid not null default uuidv7(),
  alumnus_id uuid not null,
  at timestamptz not null,
  by_name text not null,
  by_themselves boolean not null,
  directory boolean not null,
  mails boolean not null,
  -- A signed form and where it lies, a mail, or the graduate's own answer.
  how text not null,
  primary key (institution_id, id),
  foreign key (institution_id, alumnus_id) references alumni (institution_id, id) on delete cascade
);
create index alumni_consents_of on alumni_consents (institution_id, alumnus_id, at desc);

-- What the office wrote to graduates, and to how many.
create table alumni_mailings (
  institution_id text not null references institutions (id),
  id uuid not null,
  at timestamptz not null,
  by_name text not null,
  subject text not null,
  body text not null,
  country text,
  from_year int,
  to_year int,
  sent_to int not null,
  primary key (institution_id, id)
);

select isolate(t) from unnest(array['alumni', 'alumni_news', 'alumni_consents', 'alumni_mailings']::regclass[]) t;
grant select, insert, update, delete on alumni to kopuro_app;
grant select, insert on alumni_news, alumni_consents, alumni_mailings to kopuro_app;

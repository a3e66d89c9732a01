-- Summer schools: a school that comes every year, its editions, what is said of both line by line, and who took part.

create table summer_schools (
  institution_id text not null references institutions (id),
  id text not null check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name jsonb not null,
  goal jsonb not null,
  about jsonb not null,
  -- Courses of language, of the guests and of the own students.
  course jsonb not null,
  weeks int check (weeks between 1 and 52),
  -- How many usually take part in a year; the foreign number may be the least.
  own_usual int check (own_usual >= 0),
  foreign_usual int check (foreign_usual >= 0),
  foreign_is_least boolean not null default false,
  -- The key of the call by which one applies, when there is one.
  call_key text,
  source jsonb,
  sort_order int not null default 0,
  pack_hash text,
  edited_at timestamptz,
  version int not null default 1,
  primary key (institution_id, id)
);

create table summer_school_editions (
  institution_id text not null,
  school_id text not null,
  year int not null check (year between 1990 and 2100),
  -- Which one it is; null where no page says it.
  number int check (number between 1 and 200),
  from_day date,
  to_day date,
  opening_day date,
  opening_place jsonb,
  source jsonb,
  version int not null default 1,
  primary key (institution_id, school_id, year),
  constraint ends_after_it_begins check (to_day >= from_day),
  foreign key (institution_id, school_id) references summer_schools (institution_id, id)
);

-- Seats by funder, groups that came, sites, speakers, members of the commission, news: each a line.
create table summer_school_lines (
  institution_id text not null,
  id uuid not null default uuidv7(),
  school_id text not null,
  -- Null: of the school, whatever the year.
  year int,
  kind text not null check (kind in ('seats', 'group', 'site', 'speaker', 'member', 'news')),
  said jsonb not null,
  source jsonb,
  version int not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, school_id) references summer_schools (institution_id, id),
  foreign key (institution_id, school_id, year) references summer_school_editions (institution_id, school_id, year)
);
create index summer_school_lines_of on summer_school_lines (institution_id, school_id, year);

-- Whom a partner has selected and sent the list of.
create table summer_school_people (
  institution_id text not null,
  id uuid not null default uuidv7(),
  school_id text not null,
  year int not null,
  family text not null,
  given text not null,
  mail text not null,
  birth_day date not null,
  citizenship text not null,
  field text not null,
  -- By whose seats; empty where nobody has said it.
  funder text not null default '',
  state text not null default 'listed' check (state in ('listed', 'selected', 'reserve', 'notSelected', 'came')),
  -- Name and day of birth, folded: nobody stands on the list twice.
  twin text not null,
  version int not null default 1,
  at timestamptz not null,
  by_name text not null,
  primary key (institution_id, id),
  foreign key (institution_id, school_id, year) references summer_school_editions (institution_id, school_id, year)
);
create unique index summer_school_one_student on summer_school_people (institution_id, school_id, year, twin);
create unique index summer_school_one_mail on summer_school_people (institution_id, school_id, year, mail);

select isolate(t) from unnest(array['summer_schools', 'summer_school_editions', 'summer_school_lines', 'summer_school_people']::regclass[]) t;
grant select, insert, update, delete on summer_schools, summer_school_editions, summer_school_lines, summer_school_people to kopuro_app;

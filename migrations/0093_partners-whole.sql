-- Partners whole: identifiers and the place on the map, what became of whom, notes and talks, files, doubles and merges.

alter table partners
  -- {"schac": "…", "erasmus": "…", "pic": "…", "ror": "…"}: only those that are known.
  add identifiers jsonb not null default '{}',
  add latitude double precision check (latitude between -90 and 90),
  add longitude double precision check (longitude between -180 and 180),
  -- Where the office put it on the public page; null: after those that it put, in the order of the pack.
  add order_place int check (order_place > 0),
  add constraint whole_place check ((latitude is null) = (longitude is null));
create index partners_merged on partners (institution_id, merged_into) where merged_into is not null;

alter table partner_contacts
  -- How they like to be reached; how nominations go stands in "how".
  add channel text not null default 'mail' check (channel in ('mail', 'phone', 'messenger', 'post', 'meeting')),
  add note text not null default '';

-- One partner became another: it took a new name as a new body, or several became one, or one became several.
create table partner_successions (
  institution_id text not null,
  before_id uuid not null,
  after_id uuid not null,
  how text not null check (how in ('renamed', 'merged', 'split')),
  on_day date,
  primary key (institution_id, before_id, after_id),
  constraint another_after check (before_id <> after_id),
  foreign key (institution_id, before_id) references partners (institution_id, id),
  foreign key (institution_id, after_id) references partners (institution_id, id)
);
create index partner_successions_after on partner_successions (institution_id, after_id);

-- What the office writes down of a partner, one after the other: notes, talks, visits, telephone calls, letters.
create table partner_notes (
  institution_id text not null,
  id uuid not null,
  partner_id uuid not null,
  kind text not null check (kind in ('note', 'talk', 'visit', 'phone', 'letter')),
  on_day date not null,
  -- Who spoke for whom; empty for a note.
  who text not null default '',
  said text not null check (said <> ''),
  -- What was agreed to do next; empty when nothing was.
  next text not null default '',
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  -- It was a mistake: it stays, struck out.
  struck_at timestamptz,
  struck_by text,
  primary key (institution_id, id),
  constraint struck_by_somebody check ((struck_at is null) = (struck_by is null)),
  foreign key (institution_id, partner_id) references partners (institution_id, id)
);
create index partner_notes_of_partner on partner_notes (institution_id, partner_id, on_day);

create table partner_files (
  institution_id text not null,
  id uuid not null default uuidv7(),
  partner_id uuid not null,
  title text not null check (title <> ''),
  name text not null,
  kind text not null,
  bytes bigint not null,
  pages int,
  sha256 text not null,
  blob_id text not null,
  thumbnail_blob_id text,
  -- Papers of people and bank details: every look is written down.
  is_sensitive boolean not null default false,
  at timestamptz not null,
  by_name text not null,
  removed_at timestamptz,
  removed_by text,
  primary key (institution_id, id),
  constraint file_removed_by_somebody check ((removed_at is null) = (removed_by is null)),
  foreign key (institution_id, partner_id) references partners (institution_id, id)
);
create unique index one_file_a_partner on partner_files (institution_id, partner_id, sha256) where removed_at is null;

create table partner_file_looks (
  institution_id text not null,
  file_id uuid not null,
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  foreign key (institution_id, file_id) references partner_files (institution_id, id)
);
create index partner_file_looks_of_file on partner_file_looks (institution_id, file_id, at);

-- "These are two": nobody is asked again.
create table partner_twos (
  institution_id text not null,
  one_id uuid not null,
  other_id uuid not null,
  at timestamptz not null,
  by_name text not null,
  primary key (institution_id, one_id, other_id),
  constraint in_one_order check (one_id < other_id),
  foreign key (institution_id, one_id) references partners (institution_id, id),
  foreign key (institution_id, other_id) references partners (institution_id, id)
);

-- A merge is a pointer; what it changed of the one that stays stands here, so that it can be undone.
create table partner_merges (
  institution_id text not null,
  id uuid not null,
  gone_id uuid not null,
  into_id uuid not null,
  -- Partners that pointed to the one that went, and point on since.
  moved uuid[] not null default '{}',
  before jsonb not null,
  after jsonb not null,
  at timestamptz not null,
  by_name text not null,
  undone_at timestamptz,
  undone_by text,
  primary key (institution_id, id),
  constraint undone_by_somebody check ((undone_at is null) = (undone_by is null)),
  foreign key (institution_id, gone_id) references partners (institution_id, id),
  foreign key (institution_id, into_id) references partners (institution_id, id)
);
create unique index partner_merged_once on partner_merges (institution_id, gone_id) where undone_at is null;
create index partner_merges_into on partner_merges (institution_id, into_id);

select isolate(t) from unnest(array['partner_successions', 'partner_notes', 'partner_files', 'partner_file_looks',
  'partner_twos', 'partner_merges']::regclass[]) t;
grant select, insert, update on partner_notes, partner_files, partner_merges to kopuro_app;
grant select, insert on partner_file_looks to kopuro_app;
grant select, insert, delete on partner_successions, partner_twos to kopuro_app;
create trigger history before update or delete on partner_file_looks for each row execute function refuse_change();

-- News, announcements, achievements, trips and publications of the office's public site: a draft, and what visitors read.

create table news (
  institution_id text not null references institutions (id),
  id uuid not null default uuidv7(),
  -- Its address, and the id of its element on the lists: a pack's key, or made from the first title; never changed.
  slug text not null check (slug ~ '^[a-z0-9][a-z0-9-]*$'),
  kind text not null check (kind in ('news', 'announcement', 'achievement', 'trip', 'publication', 'statement')),
  -- As the office has it now, and as visitors read it; see newsSaid.
  said jsonb not null,
  live jsonb,
  live_from timestamptz,
  -- By which the lists are in order: the day, or the last one of the month or year that is known. Null: nobody knows it.
  sort_on date,
  at timestamptz not null,
  source jsonb,
  pack_hash text,
  edited_at timestamptz,
  archived_at timestamptz,
  version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, slug),
  constraint shown_from_some_day check ((live is null) = (live_from is null))
);
create index news_as_shown on news (institution_id, sort_on desc nulls last, live_from desc, id) where live is not null and archived_at is null;

create table news_versions (
  institution_id text not null,
  news_id uuid not null,
  number int not null,
  action text not null,
  said jsonb not null,
  at timestamptz not null,
  by_name text not null,
  primary key (institution_id, news_id, number),
  foreign key (institution_id, news_id) references news (institution_id, id)
);
create trigger news_versions_are_history before update or delete on news_versions
  for each row execute function refuse_change();

select isolate(t) from unnest(array['news', 'news_versions']::regclass[]) t;
grant select, insert, update on news to kopuro_app;
grant select, insert on news_versions to kopuro_app;

-- Pages of the public site that an office writes itself, out of blocks; what they once were; and old addresses.

create table site_pages (
  institution_id text not null references institutions (id),
  id uuid not null default uuidv7(),
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 60),
  -- What an officer works on; visitors read the version that is published.
  content jsonb not null,
  -- Goes up with every change.
  version int not null default 1 check (version > 0),
  published_version int,
  -- At this minute the version named becomes public; what is changed after naming it does not.
  publish_at timestamptz,
  publish_version int,
  take_down_at timestamptz,
  -- The place in the public menu; null: not in it.
  menu_order int check (menu_order between 1 and 99),
  created_at timestamptz not null,
  archived_at timestamptz,
  primary key (institution_id, id),
  constraint scheduled_version_with_its_time check ((publish_at is null) = (publish_version is null))
);
-- Of a page in the bin the address is free again.
create unique index site_pages_by_slug on site_pages (institution_id, slug) where archived_at is null;
create index site_pages_due on site_pages (institution_id, publish_at, take_down_at)
  where publish_at is not null or take_down_at is not null;

create table site_page_versions (
  institution_id text not null,
  page_id uuid not null,
  version int not null check (version > 0),
  slug text not null,
  content jsonb not null,
  -- What was done, and to which block.
  what text not null,
  block_id text,
  at timestamptz not null,
  by_id text,
  -- Empty: the clock, as somebody had set it.
  by_name text not null,
  primary key (institution_id, page_id, version),
  foreign key (institution_id, page_id) references site_pages (institution_id, id)
);
create trigger site_page_versions_are_history before update or delete on site_page_versions
  for each row execute function refuse_change();

alter table site_pages add constraint published_is_a_version
  foreign key (institution_id, id, published_version)
  references site_page_versions (institution_id, page_id, version) deferrable initially deferred;

create table site_redirects (
  institution_id text not null references institutions (id),
  from_path text not null check (from_path ~ '^/' and length(from_path) <= 500),
  to_path text not null check (to_path ~ '^/' and length(to_path) <= 500),
  -- Made by itself when this page moved.
  page_id uuid,
  at timestamptz not null,
  by_name text not null,
  primary key (institution_id, from_path),
  foreign key (institution_id, page_id) references site_pages (institution_id, id)
);
-- One host answers for all institutions: an old address leads to one place.
create unique index site_redirects_by_path on site_redirects (from_path);

select isolate(t) from unnest(array['site_pages', 'site_page_versions', 'site_redirects']::regclass[]) t;
grant select, insert, update on site_pages to kopuro_app;
grant select, insert on site_page_versions to kopuro_app;
grant select, insert, update, delete on site_redirects to kopuro_app;

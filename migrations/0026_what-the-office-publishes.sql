-- What an office publishes and keeps in versions: booklets, memos, regulations; the charter and the internal rules.

create table publications (
  institution_id text not null references institutions (id),
  id text not null,
  kind text not null check (kind in ('booklet', 'memo', 'regulation', 'charter', 'internal-rules', 'plan', 'report')),
  title jsonb not null,
  audience jsonb,
  year int check (year between 1900 and 2200),
  -- Not public: for the institution's own people.
  is_public boolean not null,
  source jsonb,
  sort_order int not null default 0,
  pack_hash text,
  edited_at timestamptz,
  withdrawn_at timestamptz,
  primary key (institution_id, id)
);

create table publication_files (
  institution_id text not null,
  id uuid not null default uuidv7(),
  publication_id text not null,
  version int not null check (version > 0),
  in_force_on date,
  note text not null default '',
  name text not null,
  kind text not null,
  bytes bigint not null,
  pages int not null,
  sha256 text not null,
  blob_id text not null,
  thumbnail_blob_id text,
  at timestamptz not null,
  by_name text not null,
  primary key (institution_id, id),
  unique (institution_id, publication_id, version),
  unique (institution_id, publication_id, sha256),
  foreign key (institution_id, publication_id) references publications (institution_id, id)
);
create trigger publication_versions_are_history before update or delete on publication_files
  for each row execute function refuse_change();

select isolate(t) from unnest(array['publications', 'publication_files']::regclass[]) t;
grant select, insert, update, delete on publications to kopuro_app;
grant select, insert on publication_files to kopuro_app;

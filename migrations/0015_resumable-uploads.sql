-- Papers that come in parts over a bad line, a telephone that serves as the camera for a computer, and papers in the store
-- that no case has taken yet.

create table uploads (
  institution_id text not null,
  id uuid not null default uuidv7(),
  case_id uuid not null,
  -- The paper of the case that the file is for.
  type text not null,
  name text not null check (name <> ''),
  length bigint not null check (length between 0 and 25000000),
  received bigint not null default 0,
  -- What the sender says the whole file is: holds it against what came, and finds an upload to go on with.
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  -- The camera link that it came through; empty: the subject's own page.
  link_id uuid,
  begun_at timestamptz not null,
  moved_at timestamptz not null,
  finishing_at timestamptz,
  ended_at timestamptz,
  -- What became of the file: { kind, key, ... }.
  ending jsonb,
  primary key (institution_id, id),
  foreign key (institution_id, case_id) references cases (institution_id, id) on delete cascade,
  constraint never_more_than_said check (received between 0 and length),
  constraint ended_with_an_ending check ((ended_at is null) = (ending is null))
);
create index uploads_of_case on uploads (institution_id, case_id) where ended_at is null;
create index uploads_moved on uploads (institution_id, moved_at);

create table upload_parts (
  institution_id text not null,
  upload_id uuid not null,
  starts_at bigint not null,
  bytes bigint not null check (bytes > 0),
  blob_id text not null,
  primary key (institution_id, upload_id, starts_at),
  foreign key (institution_id, upload_id) references uploads (institution_id, id)
);

-- One telephone, one case, only adding, a quarter of an hour. Kept as the list of who used it.
create table camera_links (
  institution_id text not null,
  id uuid not null default uuidv7(),
  case_id uuid not null,
  -- One paper; empty: all of them.
  type text,
  token_hash text not null check (token_hash ~ '^[0-9a-f]{64}$'),
  made_at timestamptz not null,
  ends_at timestamptz not null,
  opened_at timestamptz,
  -- The one browser that opened it, by the hash of its cookie, and what it says it is.
  opened_by_hash text,
  device text,
  ended_at timestamptz,
  primary key (institution_id, id),
  unique (institution_id, token_hash),
  foreign key (institution_id, case_id) references cases (institution_id, id) on delete cascade,
  constraint opened_by_one check ((opened_at is null) = (opened_by_hash is null))
);
create index camera_links_of_case on camera_links (institution_id, case_id, made_at desc);

-- A paper goes to the encrypted store before a case takes it. Until then it stands here; what still does after a day was
-- left by a crash or a refusal, and leaves the store. Names no institution: a random id says nothing of whose paper it is.
create table unclaimed_blobs (
  blob_id text primary key,
  since timestamptz not null
);
create index unclaimed_blobs_since on unclaimed_blobs (since);

select isolate(t) from unnest(array['uploads', 'upload_parts', 'camera_links']::regclass[]) t;
grant select, insert, update, delete on uploads, upload_parts to kopuro_app;
grant select, insert, update on camera_links to kopuro_app;
grant select, insert, delete on unclaimed_blobs to kopuro_app;

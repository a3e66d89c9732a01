-- Pictures of the public site, kept without what the camera wrote into them, and the albums they stand in.

create table pictures (
  institution_id text not null references institutions (id),
  id uuid not null default uuidv7(),
  name text not null,
  sha256 text not null,
  -- As it was sent, with the place and the day in it: only until it has been reduced.
  original_blob_id text,
  -- [{ size, width, height, bytes, blobId }], the narrowest first; empty until it has been reduced.
  sizes jsonb not null default '[]',
  -- Null: it could not be reduced.
  failed_at timestamptz,
  -- In three languages; without it nobody outside the office sees the picture.
  alt jsonb,
  caption jsonb,
  -- Null: nobody has said whether people can be recognised on it.
  people text check (people in ('none', 'agreed')),
  consent text not null default '',
  at timestamptz not null,
  by_name text not null,
  touched_at timestamptz not null,
  archived_at timestamptz,
  version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, sha256),
  constraint people_have_agreed check (people is distinct from 'agreed' or consent <> '')
);
create index pictures_by_touch on pictures (institution_id, touched_at desc, id desc);

create table albums (
  institution_id text not null references institutions (id),
  id uuid not null default uuidv7(),
  title jsonb not null,
  about jsonb not null,
  on_day date,
  is_public boolean not null default false,
  at timestamptz not null,
  archived_at timestamptz,
  version int not null default 1,
  primary key (institution_id, id)
);

create table album_pictures (
  institution_id text not null,
  album_id uuid not null,
  picture_id uuid not null,
  place int not null,
  primary key (institution_id, album_id, picture_id),
  foreign key (institution_id, album_id) references albums (institution_id, id),
  foreign key (institution_id, picture_id) references pictures (institution_id, id)
);

select isolate(t) from unnest(array['pictures', 'albums', 'album_pictures']::regclass[]) t;
grant select, insert, update on pictures, albums to kopuro_app;
grant select, insert, update, delete on album_pictures to kopuro_app;

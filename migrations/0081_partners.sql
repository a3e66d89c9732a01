-- With whom an institution works: universities, clinics, foundations, missions, companies; and whom there one writes to.

create table partners (
  institution_id text not null references institutions (id),
  id uuid not null default uuidv7(),
  -- The pack's own; null for a partner that the office entered.
  key text,
  name text not null check (name <> ''),
  -- In other languages, other spellings, earlier names: [{"language": "ru" or null, "text": "…"}].
  names jsonb not null default '[]',
  kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  country text check (country ~ '^[A-Z]{2}$'),
  city jsonb,
  region jsonb,
  status text not null check (status ~ '^[a-z]+(-[a-z]+)*$'),
  site text,
  -- What else is known: basis, condition, fields, unit, note, how they want nominations.
  said jsonb not null default '{}',
  source jsonb,
  is_public boolean not null default true,
  last_contact date,
  last_contact_about text not null default '',
  -- Every spelling of the names folded, and the place.
  words text not null default '',
  sort_order int not null default 0,
  merged_into uuid,
  version int not null default 1,
  pack_hash text,
  edited_at timestamptz,
  archived_at timestamptz,
  primary key (institution_id, id),
  unique (institution_id, key),
  constraint merged_into_another check (merged_into <> id),
  foreign key (institution_id, merged_into) references partners (institution_id, id)
);
create index partners_by_name on partners (institution_id, name, id);

create table partner_contacts (
  institution_id text not null,
  id uuid not null,
  partner_id uuid not null,
  name text not null check (name <> ''),
  post text not null default '',
  email text not null default '',
  phone text not null default '',
  language text not null check (language in ('en', 'ru', 'ky')),
  role text not null check (role in ('nominations', 'coordinator', 'agreements', 'head', 'other')),
  how text not null check (how in ('mail', 'sheet', 'link', 'portal')),
  archived_at timestamptz,
  primary key (institution_id, id),
  constraint reached_somehow check (email <> '' or phone <> '' or how = 'portal'),
  foreign key (institution_id, partner_id) references partners (institution_id, id)
);
create index partner_contacts_of_partner on partner_contacts (institution_id, partner_id);

select isolate(t) from unnest(array['partners', 'partner_contacts']::regclass[]) t;
grant select, insert, update on partners, partner_contacts to kopuro_app;

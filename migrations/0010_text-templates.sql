-- The words of mails and letters that an office has written itself. The product's own words are in its catalogues; an
-- institution without a row here uses those.

-- A saved version is never changed: going back to an earlier one is a new one. The number is also what two people who edit
-- at the same time meet at.
create table text_versions (
  institution_id text not null references institutions (id),
  -- Procedure, kind and name: admission.mail.admit
  template text not null,
  version int not null check (version > 0),
  -- { "en": { "subject": "...", "body": "..." }, "ru": ..., "ky": ... }
  texts jsonb not null,
  by_id text not null,
  by_name text not null,
  at timestamptz not null,
  primary key (institution_id, template, version)
);
create trigger text_version_stays before update or delete on text_versions for each row execute function refuse_change();

-- What is in use since when: a version, or with none the product's own words. The last row counts.
create table text_uses (
  institution_id text not null references institutions (id),
  template text not null,
  seq int not null check (seq > 0),
  version int,
  by_id text not null,
  by_name text not null,
  at timestamptz not null,
  primary key (institution_id, template, seq),
  foreign key (institution_id, template, version) references text_versions (institution_id, template, version)
);
create trigger text_use_stays before update or delete on text_uses for each row execute function refuse_change();

select isolate(t) from unnest(array['text_versions', 'text_uses']::regclass[]) t;
grant select, insert on text_versions, text_uses to kopuro_app;

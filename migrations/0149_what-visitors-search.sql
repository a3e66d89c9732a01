-- What visitors of a public site find: every public record with its words, made anew when a record has changed.

create table site_entries (
  institution_id text not null references institutions (id),
  id bigint generated always as identity,
  source text not null,
  key text not null,
  kind text not null,
  path text not null,
  title jsonb not null,
  body jsonb not null,
  -- Of all of it: what has not changed is not written again.
  hash text not null,
  primary key (institution_id, id),
  unique (institution_id, source, key)
);

-- In which languages a folded word stands in the title and in the text of an entry: 1 English, 2 Russian, 4 Kyrgyz.
create table site_words (
  institution_id text not null,
  word text collate "C" not null,
  -- Titles come first, so that of a common word the best are read and no more.
  titleless boolean not null,
  entry_id bigint not null,
  titles smallint not null,
  bodies smallint not null,
  primary key (institution_id, word, titleless, entry_id),
  foreign key (institution_id, entry_id) references site_entries (institution_id, id) on delete cascade
);
create index site_words_of_entry on site_words (institution_id, entry_id, word);

-- How many entries know a word: the rarest of those typed is looked up first.
create table site_vocabulary (
  institution_id text not null references institutions (id),
  word text collate "C" not null,
  entries int not null,
  primary key (institution_id, word)
);

create table site_searchable (
  institution_id text primary key references institutions (id),
  since timestamptz not null
);

select isolate(t) from unnest(array['site_entries', 'site_words', 'site_vocabulary', 'site_searchable']::regclass[]) t;
grant select, insert, update, delete on site_entries, site_words, site_vocabulary, site_searchable to kopuro_app;

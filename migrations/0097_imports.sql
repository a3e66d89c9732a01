-- The office's own sheets come in: what was sent, how it was read, what became of each line. One import can be taken back.

create table imports (
  institution_id text not null references institutions (id),
  id uuid not null,
  target text not null check (target in ('partners', 'agreements')),
  state text not null default 'open' check (state in ('open', 'running', 'done', 'undoing', 'undone', 'dropped')),
  file_name text not null,
  -- The sheet as it came, while it may be read another way; null once it has come in or was thrown away.
  blob_id text,
  sent_at timestamptz not null,
  by_id text not null,
  by_name text not null,
  -- How it was read: encoding, separator, sheet, heading row, and what there is to choose from.
  reading jsonb not null,
  headings jsonb not null default '[]',
  -- Our field for each column of theirs, '' for one that stays out; null until somebody has looked at the guesses.
  fields jsonb,
  -- What becomes of lines that the register has already.
  doubles text not null default 'skip' check (doubles in ('skip', 'fill', 'overwrite')),
  -- Fields in which words that nobody knows are left empty.
  left_empty jsonb not null default '[]',
  checked_at timestamptz,
  started_at timestamptz,
  moved_at timestamptz,
  ended_at timestamptz,
  undone_at timestamptz,
  undone_by_id text,
  undone_by text,
  primary key (institution_id, id)
);
create index imports_by_time on imports (institution_id, sent_at desc);
-- Two at once would each not see what the other brings.
create unique index one_import_at_a_time on imports (institution_id) where state in ('running', 'undoing');

create table import_lines (
  institution_id text not null,
  import_id uuid not null,
  line int not null check (line > 0),
  cells jsonb not null,
  verdict text check (verdict in ('new', 'changed', 'same', 'left', 'twin', 'wrong')),
  title text not null default '',
  problems jsonb not null default '[]',
  record_id uuid,
  -- It has come in, or there was nothing to do: whoever goes on after a stop begins behind it.
  done boolean not null default false,
  -- What stood there before, and what stood there after: whoever changed it since is not overruled.
  before jsonb,
  written_version int,
  undone text check (undone in ('gone', 'restored', 'kept')),
  primary key (institution_id, import_id, line),
  foreign key (institution_id, import_id) references imports (institution_id, id)
);
create index import_lines_by_verdict on import_lines (institution_id, import_id, verdict, line);

-- What an office once said of its columns and of its words is not asked again.
create table import_columns (
  institution_id text not null references institutions (id),
  target text not null,
  headings text not null,
  fields jsonb not null,
  said_at timestamptz not null,
  primary key (institution_id, target, headings)
);
create table import_words (
  institution_id text not null references institutions (id),
  list text not null,
  word text not null,
  -- '' for a word that means nothing to us.
  meaning text not null,
  said_at timestamptz not null,
  primary key (institution_id, list, word)
);

select isolate(t) from unnest(array['imports', 'import_lines', 'import_columns', 'import_words']::regclass[]) t;
grant select, insert, update on imports, import_columns, import_words to kopuro_app;
grant select, insert, update, delete on import_lines to kopuro_app;
-- What an import brought goes away when the import is taken back.
grant delete on partners, partner_contacts to kopuro_app;

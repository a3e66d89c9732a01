-- What a paper itself says, as an officer read it; every move of its original; its translations and attestations.

alter table documents
  add column issued_by text,
  add column issuer_country text,
  add column paper_pages int check (paper_pages between 1 and 2000),
  add column described_at timestamptz,
  add column described_by_name text,
  -- Kept with original_place in the transaction of each move, so that the list of what lies here reads no history.
  add column original_since date,
  add constraint ends_after_issue check (ends_on > issued_on),
  add constraint original_lies_since_a_day check ((original_place is null) = (original_since is null));
create index documents_originals_here on documents (institution_id, original_since, id) where original_place is not null;

-- A number that is taken away again finds nothing any more.
create trigger document_number_is_forgotten after update of number on documents
  for each row when (old.number is not null and new.number is null) execute function keep_document_number();

create table original_moves (
  institution_id text not null,
  id uuid not null default uuidv7(),
  document_id uuid not null,
  -- seen: looked at and given back at once. kept: it lies in the office. returned: it has left the office.
  move text not null check (move in ('seen', 'kept', 'returned')),
  on_day date not null,
  place text not null default '',
  to_whom text not null default '',
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  -- The same form sent twice moves it once.
  request_key uuid not null,
  primary key (institution_id, id),
  unique (institution_id, request_key),
  foreign key (institution_id, document_id) references documents (institution_id, id),
  constraint kept_somewhere check ((move = 'kept') = (place <> '')),
  constraint returned_to_somebody check ((move = 'returned') = (to_whom <> ''))
);
create index original_moves_document on original_moves (institution_id, document_id, id);
create trigger moves_are_history before update or delete on original_moves for each row execute function refuse_change();

create table paper_attestations (
  institution_id text not null,
  id uuid not null default uuidv7(),
  document_id uuid not null,
  kind text not null check (kind in ('translation', 'notarisation', 'apostille', 'legalisation')),
  language text not null default '',
  by_whom text not null default '',
  country text not null default '',
  number text not null default '',
  on_day date,
  -- One of the paper's own files, or one that the office added for it: those have round 0.
  file_id uuid,
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  request_key uuid not null,
  removed_at timestamptz,
  removed_by_name text,
  primary key (institution_id, id),
  unique (institution_id, request_key),
  foreign key (institution_id, document_id) references documents (institution_id, id),
  foreign key (institution_id, file_id) references document_files (institution_id, id),
  constraint language_of_translation check (kind <> 'translation' or language <> ''),
  constraint removed_by_somebody check ((removed_at is null) = (removed_by_name is null))
);
create index paper_attestations_document on paper_attestations (institution_id, document_id, id);

select isolate(t) from unnest(array['original_moves', 'paper_attestations']::regclass[]) t;
grant select, insert on original_moves to kopuro_app;
grant select, insert, update, delete on paper_attestations to kopuro_app;

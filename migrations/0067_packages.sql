-- Packages of papers for an authority: runs that make them, what each held and holds, where it went and came back from.

-- Several cases at once, or one: chosen, looked at, made.
create table package_runs (
  institution_id text not null references institutions (id),
  id uuid not null default uuidv7(),
  procedure text not null,
  -- Which of the procedure's packages.
  kind text not null,
  request_key uuid not null,
  by_id text not null,
  by_name text not null,
  proposed_at timestamptz not null,
  -- Every case has been looked at.
  checked_at timestamptz,
  started_at timestamptz,
  -- Why those that are not whole go all the same; empty: they stay.
  because text not null default '',
  stopped_at timestamptz,
  stopped_by_name text,
  ended_at timestamptz,
  primary key (institution_id, id),
  unique (institution_id, request_key),
  constraint checked_before_started check (started_at is null or checked_at is not null)
);

-- A package of one case. Its number is never given again; what it holds is kept as it was.
create table packages (
  institution_id text not null references institutions (id),
  id uuid not null default uuidv7(),
  procedure text not null,
  kind text not null,
  case_id uuid not null,
  run_id uuid not null,
  year int not null,
  sequence int not null,
  number text not null,
  -- The first, the second … of this kind for this case.
  version int not null,
  letter_id uuid,
  -- SHA-256 of what it is made of: the same again is a copy and no new version.
  fingerprint text not null,
  -- The inventory as it is printed, and from what its files are made.
  contents jsonb not null,
  because text not null default '',
  shown_as text not null,
  case_number text not null,
  numbered_at timestamptz not null,
  by_id text not null,
  by_name text not null,
  -- Null until its files are there.
  made_at timestamptz,
  pages int,
  state text not null default 'made' check (state in ('made', 'handed', 'received', 'returned')),
  -- The day of the last move, and what the register says of it.
  on_day date,
  their_number text not null default '',
  primary key (institution_id, id),
  unique (institution_id, year, sequence),
  unique (institution_id, case_id, kind, version),
  foreign key (institution_id, case_id) references cases (institution_id, id),
  foreign key (institution_id, run_id) references package_runs (institution_id, id),
  foreign key (institution_id, letter_id) references letters (institution_id, id),
  constraint counted_if_made check ((made_at is null) = (pages is null))
);
create index packages_newest on packages (institution_id, id desc);
create index packages_by_state on packages (institution_id, state, id desc);
create index packages_of_run on packages (institution_id, run_id);
create trigger package_is_kept before delete on packages for each row execute function refuse_change();

create function keep_package() returns trigger language plpgsql as $$
declare
  beside text[] := array['made_at', 'pages', 'state', 'on_day', 'their_number', 'contents'];
begin
  -- What the forms say leaves once they are set, what the table says of the person with the person's data.
  if (to_jsonb(new) - beside) <> (to_jsonb(old) - beside) or (old.made_at is not null and new.made_at <> old.made_at)
    or (new.contents <> old.contents and new.contents <> old.contents || '{"forms": []}'
      and new.contents <> old.contents || '{"forms": [], "row": []}') then
    raise exception 'a package stays as it was made' using errcode = 'KP001';
  end if;
  return new;
end $$;
create trigger package_stays before update on packages for each row execute function keep_package();

create table package_items (
  institution_id text not null,
  run_id uuid not null,
  place int not null,
  case_id uuid not null,
  -- What stood against it when it was looked at; null until then.
  faults jsonb,
  outcome text not null default 'waiting' check (outcome in ('waiting', 'made', 'copy', 'left', 'failed')),
  package_id uuid,
  -- The copy, when what would be made was there already.
  move_id uuid,
  settled_at timestamptz,
  primary key (institution_id, run_id, place),
  unique (institution_id, run_id, case_id),
  foreign key (institution_id, run_id) references package_runs (institution_id, id),
  foreign key (institution_id, case_id) references cases (institution_id, id),
  foreign key (institution_id, package_id) references packages (institution_id, id)
);

-- Each file of a package, the print run first. Erased with the person's papers: then its name and its hash stay.
create table package_files (
  institution_id text not null,
  package_id uuid not null,
  place int not null,
  name text not null,
  type text not null,
  pages int,
  bytes bigint not null,
  sha256 text not null,
  blob_id text,
  erased boolean not null default false,
  primary key (institution_id, package_id, place),
  foreign key (institution_id, package_id) references packages (institution_id, id),
  constraint there_or_erased check ((blob_id is null) = erased)
);

-- What happened to a package: printed once more, handed over, received, returned; and what was entered by mistake.
create table package_moves (
  institution_id text not null,
  id uuid not null default uuidv7(),
  package_id uuid not null,
  move text not null check (move in ('copied', 'handed', 'received', 'returned', 'undone')),
  on_day date not null,
  way text not null default '' check (way in ('', 'hand', 'post', 'courier', 'system')),
  to_whom text not null default '',
  their_number text not null default '',
  reason text not null default '',
  -- The move that was a mistake.
  undoes uuid,
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  request_key uuid not null,
  primary key (institution_id, id),
  unique (institution_id, package_id, request_key),
  unique (institution_id, undoes),
  foreign key (institution_id, package_id) references packages (institution_id, id),
  constraint handed_to_somebody check (move <> 'handed' or (way <> '' and to_whom <> '')),
  constraint returned_with_reason check (move <> 'returned' or reason <> ''),
  constraint undoes_something check ((move = 'undone') = (undoes is not null))
);
create index package_moves_of on package_moves (institution_id, package_id, id);
create trigger move_stays before update or delete on package_moves for each row execute function refuse_change();

-- Every look at a package's files: they hold passports.
create table package_looks (
  institution_id text not null,
  package_id uuid not null,
  what text not null,
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  foreign key (institution_id, package_id) references packages (institution_id, id)
);
create index package_looks_of on package_looks (institution_id, package_id, at desc);
create trigger package_looks_are_history before update or delete on package_looks for each row execute function refuse_change();

-- What looking into a file for printing has found; a file never changes, so once is enough.
create table print_checks (
  institution_id text not null,
  file_id uuid not null,
  pages int not null,
  problem text not null default '' check (problem in ('', 'broken', 'encrypted')),
  -- What was measured of a picture.
  photo jsonb,
  checked_at timestamptz not null,
  primary key (institution_id, file_id),
  foreign key (institution_id, file_id) references document_files (institution_id, id)
);

select isolate(t) from unnest(array['package_runs', 'packages', 'package_items', 'package_files', 'package_moves',
  'package_looks', 'print_checks']::regclass[]) t;
grant select, insert, update, delete on package_runs, package_items to kopuro_app;
grant select, insert, update on packages, package_files to kopuro_app;
grant select, insert on package_moves, package_looks, print_checks to kopuro_app;

-- Students who never applied through the program come by a sheet: no case made them.
alter table students alter column case_id drop not null;

-- A sheet of arrivals: read, mapped, tried, written as a whole, undone as a whole.
create table arrival_imports (
  institution_id text not null references institutions (id),
  id uuid not null,
  file_name text not null,
  -- The cells as texts, until the sheet is written or dropped.
  cells jsonb not null,
  -- The row of the headings, counted from 0, and the field of each column; empty for what is not read.
  heading_row int not null,
  fields jsonb not null,
  -- What was answered to "is this the same person?", by the row.
  answers jsonb not null default '{}',
  state text not null default 'tried' check (state in ('tried', 'writing', 'written', 'undone')),
  -- The rows that an officer leaves out because of their mistakes.
  leaves_out boolean not null default false,
  lines int not null,
  uploaded_at timestamptz not null,
  by_id text not null,
  by_name text not null,
  started_at timestamptz,
  ended_at timestamptz,
  -- Why a start wrote nothing: a message's key.
  failure text,
  undone_at timestamptz,
  undone_by text,
  primary key (institution_id, id)
);
create index arrival_imports_newest on arrival_imports (institution_id, uploaded_at desc);

-- How far the writing is: beside the import, whose row the writing holds.
create table arrival_progress (
  institution_id text not null,
  import_id uuid not null,
  done int not null,
  primary key (institution_id, import_id),
  foreign key (institution_id, import_id) references arrival_imports (institution_id, id) on delete cascade
);

-- What a row of the sheet became: what an undoing takes back.
create table arrival_lines (
  institution_id text not null,
  import_id uuid not null,
  line int not null,
  person_id uuid not null,
  made_person boolean not null,
  student_id uuid,
  records uuid[] not null,
  -- Somebody has worked with it since: an undoing left it.
  stayed boolean not null default false,
  primary key (institution_id, import_id, line),
  foreign key (institution_id, import_id) references arrival_imports (institution_id, id),
  foreign key (institution_id, person_id) references persons (institution_id, id)
);
create index arrival_lines_of_person on arrival_lines (institution_id, person_id);

-- Which field a heading means here: said once, known the next time.
create table arrival_headings (
  institution_id text not null references institutions (id),
  heading text not null,
  field text not null,
  primary key (institution_id, heading)
);

-- A student whom a sheet made by mistake goes with the undoing of the sheet; one whom a case made never goes.
create function refuse_unless_by_sheet() returns trigger language plpgsql as $$
begin
  if exists (select from students where institution_id = old.institution_id and id = old.student_id and case_id is null)
  then return old; end if;
  raise exception 'rows of % are history and are never changed', tg_table_name using errcode = 'KP001';
end $$;
drop trigger student_states_are_history on student_states;
create trigger student_states_are_history before update on student_states
  for each row execute function refuse_change();
create trigger student_states_go_with_their_sheet before delete on student_states
  for each row execute function refuse_unless_by_sheet();

select isolate(t) from unnest(
  array['arrival_imports', 'arrival_progress', 'arrival_lines', 'arrival_headings']::regclass[]) t;
grant select, insert, update, delete on arrival_imports, arrival_progress, arrival_headings to kopuro_app;
grant select, insert, update on arrival_lines to kopuro_app;
grant delete on students, student_states to kopuro_app;

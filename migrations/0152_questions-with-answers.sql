-- Questions that many ask, with the office's answers, for everybody to read; some grew out of somebody's consultation.

create table public_answers (
  institution_id text not null references institutions (id),
  id uuid not null default uuidv7(),
  topic text not null,
  question jsonb not null,
  answer jsonb not null,
  -- The consultation it grew out of: for the office alone.
  case_id uuid,
  is_shown boolean not null default false,
  at timestamptz not null,
  archived_at timestamptz,
  version int not null default 1,
  primary key (institution_id, id)
);

select isolate('public_answers');
grant select, insert, update on public_answers to kopuro_app;

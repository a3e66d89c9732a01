-- What is done together with others: consortia, joint programmes, institutes, projects, journals, articles, trainings.

create table joint_works (
  institution_id text not null references institutions (id),
  id uuid not null default uuidv7(),
  -- The pack's own; null for what the office entered.
  key text,
  kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  name jsonb not null,
  -- The answers to the form of its kind.
  said jsonb not null default '{}',
  source jsonb,
  is_public boolean not null default true,
  -- Every word of the name folded.
  words text not null default '',
  sort_order int not null default 0,
  version int not null default 1,
  pack_hash text,
  edited_at timestamptz,
  archived_at timestamptz,
  primary key (institution_id, id),
  unique (institution_id, key)
);
create index joint_works_in_order on joint_works (institution_id, kind, sort_order, id);

-- What is said of one, line by line: a member, a duty, a fee, a cohort, a subject, a student.
create table joint_work_lines (
  institution_id text not null,
  id uuid not null default uuidv7(),
  work_id uuid not null,
  key text,
  kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  -- A student stands under a cohort.
  under uuid,
  partner_id uuid,
  person_id uuid,
  due_on date,
  done_on date,
  said jsonb not null default '{}',
  source jsonb,
  sort_order int not null default 0,
  version int not null default 1,
  -- Taken out by mistake it can be put back.
  removed_at timestamptz,
  primary key (institution_id, id),
  unique (institution_id, work_id, key),
  constraint only_students_are_persons check ((kind = 'student') = (person_id is not null)),
  constraint students_stand_under_a_cohort check (kind <> 'student' or under is not null),
  foreign key (institution_id, work_id) references joint_works (institution_id, id),
  foreign key (institution_id, under) references joint_work_lines (institution_id, id),
  foreign key (institution_id, partner_id) references partners (institution_id, id),
  foreign key (institution_id, person_id) references persons (institution_id, id)
);
create index joint_work_lines_of_work on joint_work_lines (institution_id, work_id, sort_order, id);
create index joint_work_lines_of_partner on joint_work_lines (institution_id, partner_id) where partner_id is not null;
create index joint_work_lines_due on joint_work_lines (institution_id, due_on) where due_on is not null and done_on is null;
-- One person stands once on a programme.
create unique index once_on_a_programme on joint_work_lines (institution_id, work_id, person_id)
  where person_id is not null and removed_at is null;

select isolate(t) from unnest(array['joint_works', 'joint_work_lines']::regclass[]) t;
grant select, insert, update on joint_works to kopuro_app;
-- The pack writes its lines anew where nobody of the office has touched them.
grant select, insert, update, delete on joint_work_lines to kopuro_app;

-- Students: made when a place is accepted, with what the admission already knows.
create table students (
  institution_id text not null references institutions (id),
  id uuid not null default uuidv7(),
  number text not null,
  person_id uuid not null,
  -- The case that made the student: an admission that was accepted twice makes one.
  case_id uuid not null,
  -- The programme's id; null where the office has published no programme of the level.
  programme text,
  programme_name jsonb not null,
  level text not null,
  -- On what the person studies; how it came about and how it changed stands in the journal of the case.
  basis text check (basis in ('ministry-direction', 'international-agreement', 'individual-contract')),
  basis_about text not null default '',
  since date not null,
  state text not null,
  state_since date not null,
  -- Folded spellings of the name, and the number, each after a space: what a search finds the student by.
  words text not null,
  primary key (institution_id, id),
  constraint one_student_of_a_case unique (institution_id, case_id),
  constraint student_number unique (institution_id, number),
  foreign key (institution_id, person_id) references persons (institution_id, id),
  foreign key (institution_id, case_id) references cases (institution_id, id)
);
create index students_of_person on students (institution_id, person_id);

-- What became of a student, each with who and why. Nothing is taken out: a mistake gets a row that mends it.
create table student_states (
  institution_id text not null,
  student_id uuid not null,
  seq int not null,
  state text not null check (state in ('accepted', 'enrolled', 'on-leave', 'expelled', 'graduated')),
  since date not null,
  reason text not null,
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  primary key (institution_id, student_id, seq),
  foreign key (institution_id, student_id) references students (institution_id, id)
);
create trigger student_states_are_history before update or delete on student_states
  for each row execute function refuse_change();

-- What was asked once, when the place was accepted, for the visa, the arrival and the hostel.
create table student_needs (
  institution_id text not null,
  student_id uuid not null,
  visa_support boolean not null,
  visa_from text,
  consulate text,
  arrives_on date,
  hostel boolean not null,
  preparatory boolean not null,
  emergency_name text not null,
  emergency_phone text not null,
  primary key (institution_id, student_id),
  constraint visa_from_if_asked check (not visa_support or visa_from is not null),
  foreign key (institution_id, student_id) references students (institution_id, id)
);

-- Whoever the case belongs to is the student: a case that follows a person after a merge takes the student along.
create function students_follow_their_case() returns trigger language plpgsql as $$
begin
  update students set person_id = new.subject_id where institution_id = new.institution_id and case_id = new.id;
  return null;
end $$;
create trigger students_follow_their_case after update of subject_id on cases
  for each row when (old.subject_id is distinct from new.subject_id) execute function students_follow_their_case();

select isolate(t) from unnest(array['students', 'student_states', 'student_needs']::regclass[]) t;
grant select, insert, update on students to kopuro_app;
grant select, insert on student_states, student_needs to kopuro_app;


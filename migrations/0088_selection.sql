-- The selection of a call: who gets which place, decided in runs that anybody can repeat, answered on one day to all.

-- Places that a host has now, where it is not what the call says any more. The last row of a host counts.
create table selection_places (
  institution_id text not null,
  id uuid not null default uuidv7(),
  call_id uuid not null,
  host text not null check (host <> ''),
  places int not null check (places >= 0),
  reason text not null check (reason <> ''),
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  primary key (institution_id, id),
  foreign key (institution_id, call_id) references calls (institution_id, id)
);
create index selection_places_of_call on selection_places (institution_id, call_id);

-- What the office or the commission decided of a person by hand. The last row of a case counts; `open` takes the one before back.
create table selection_decisions (
  institution_id text not null,
  id uuid not null default uuidv7(),
  call_id uuid not null,
  case_id uuid not null,
  kind text not null check (kind in ('place', 'reserve', 'out', 'open')),
  host text,
  funder text,
  reason text not null check (reason <> ''),
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  -- The same form sent twice decides once.
  request_key uuid not null,
  primary key (institution_id, id),
  unique (institution_id, request_key),
  foreign key (institution_id, call_id) references calls (institution_id, id),
  foreign key (institution_id, case_id) references cases (institution_id, id) on delete cascade,
  constraint place_is_at_a_host check ((kind = 'place') = (host is not null))
);
create index selection_decisions_of_call on selection_decisions (institution_id, call_id, case_id);

-- Places given to ranked choices, each time they were: a draft until one of them is published.
create table selection_runs (
  institution_id text not null,
  id uuid not null default uuidv7(),
  call_id uuid not null,
  seq int not null,
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  -- A hash of the ranking, choices, places, quotas and decisions that it was made from.
  ground text not null,
  -- Hosts with their places, quotas, and how many are kept in reserve.
  asked jsonb not null,
  placed int not null,
  reserve int not null,
  out int not null,
  primary key (institution_id, id),
  unique (institution_id, call_id, seq),
  foreign key (institution_id, call_id) references calls (institution_id, id)
);

create table selection_rows (
  institution_id text not null,
  run_id uuid not null,
  case_id uuid not null,
  -- The order of the run; whoever has no place in the ranking and was decided by hand comes after it.
  rank int not null,
  ranked boolean not null,
  -- Thousandths.
  score int,
  outcome text not null check (outcome in ('place', 'reserve', 'out')),
  host text,
  nth int,
  funder text,
  by_hand boolean not null,
  why jsonb not null,
  primary key (institution_id, run_id, case_id),
  foreign key (institution_id, run_id) references selection_runs (institution_id, id),
  foreign key (institution_id, case_id) references cases (institution_id, id) on delete cascade,
  constraint row_is_at_a_host check ((outcome = 'place') = (host is not null))
);
create unique index selection_rows_by_rank on selection_rows (institution_id, run_id, rank);
create index selection_rows_by_outcome on selection_rows (institution_id, run_id, outcome, rank);
create index selection_rows_of_case on selection_rows (institution_id, case_id);

-- Who gets no answer on the day, and why that is right.
create table selection_named (
  institution_id text not null,
  call_id uuid not null,
  case_id uuid not null,
  reason text not null check (reason <> ''),
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  primary key (institution_id, call_id, case_id),
  foreign key (institution_id, call_id) references calls (institution_id, id),
  foreign key (institution_id, case_id) references cases (institution_id, id) on delete cascade
);

-- The results of a call are published once.
create table selection_results (
  institution_id text not null,
  call_id uuid not null,
  run_id uuid not null,
  at timestamptz not null,
  day date not null,
  by_id text not null,
  by_name text not null,
  by_role text not null,
  -- The last day for an appeal.
  appeal_until date not null,
  primary key (institution_id, call_id),
  foreign key (institution_id, call_id) references calls (institution_id, id),
  foreign key (institution_id, run_id) references selection_runs (institution_id, id)
);

-- What each was answered, and again when somebody moves up or an appeal is accepted. The last row of a case counts.
create table selection_answers (
  institution_id text not null,
  id uuid not null default uuidv7(),
  call_id uuid not null,
  case_id uuid not null,
  seq int not null,
  kind text not null check (kind in ('place', 'reserve', 'out')),
  cause text not null check (cause in ('results', 'up', 'hand', 'appeal')),
  host text,
  nth int,
  funder text,
  rank int,
  why jsonb not null,
  -- The words of whoever decided, where it was decided by hand.
  reason text,
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  by_role text not null,
  -- Since when the case stands where the answer says; then also why it could not.
  taken_at timestamptz,
  hindered text,
  primary key (institution_id, id),
  unique (institution_id, case_id, seq),
  foreign key (institution_id, call_id) references calls (institution_id, id),
  foreign key (institution_id, case_id) references cases (institution_id, id) on delete cascade,
  constraint answer_is_at_a_host check ((kind = 'place') = (host is not null))
);
create index selection_answers_of_call on selection_answers (institution_id, call_id, case_id, seq desc);
create index selection_answers_waiting on selection_answers (institution_id, call_id, id) where taken_at is null;

create table selection_appeals (
  institution_id text not null,
  id uuid not null default uuidv7(),
  call_id uuid not null,
  case_id uuid not null,
  answer_id uuid not null,
  text text not null check (text <> ''),
  at timestamptz not null,
  -- The last day for a decision.
  due date not null,
  outcome text check (outcome in ('accepted', 'refused')),
  reason text,
  decided_at timestamptz,
  decided_by_id text,
  decided_by_name text,
  primary key (institution_id, id),
  foreign key (institution_id, call_id) references calls (institution_id, id),
  foreign key (institution_id, case_id) references cases (institution_id, id) on delete cascade,
  foreign key (institution_id, answer_id) references selection_answers (institution_id, id) on delete cascade,
  -- One appeal against one answer.
  constraint one_appeal_an_answer unique (institution_id, answer_id),
  constraint decision_is_whole check (num_nulls(outcome, reason, decided_at, decided_by_id, decided_by_name) in (0, 5))
);
create index selection_appeals_of_call on selection_appeals (institution_id, call_id, at);
create index selection_appeals_of_case on selection_appeals (institution_id, case_id);

select isolate(t) from unnest(array['selection_places', 'selection_decisions', 'selection_runs', 'selection_rows',
  'selection_named', 'selection_results', 'selection_answers', 'selection_appeals']::regclass[]) t;
grant select, insert on selection_places, selection_decisions, selection_runs, selection_rows, selection_results to kopuro_app;
grant select, insert, update on selection_answers, selection_appeals to kopuro_app;
grant select, insert, delete on selection_named to kopuro_app;

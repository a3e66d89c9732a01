-- What ends an applicant's silence: how long a stage takes here, and questions to the office with their answers.

-- How long the last cases stayed in a stage; counted by a job, so that a page asks for one row.
create table stage_times (
  institution_id text not null references institutions (id),
  procedure text not null,
  stage text not null,
  -- Of how many cases it was counted.
  cases int not null check (cases > 0),
  -- Calendar days that half of them stayed at most, and nine of ten.
  usual_days int not null check (usual_days >= 0),
  most_days int not null,
  counted_on date not null,
  primary key (institution_id, procedure, stage),
  constraint nine_of_ten_take_no_less check (most_days >= usual_days)
);
-- The last moves out of a stage, without reading the journal.
create index case_actions_left on case_actions (institution_id, from_stage, at desc) where from_stage <> to_stage;

-- What the subject of a case and the office write to each other. Notes for colleagues are another table and never come here.
create table case_messages (
  institution_id text not null,
  id uuid not null default uuidv7(),
  case_id uuid not null,
  -- Made with the form: the same form sent twice writes once.
  request_key uuid not null,
  at timestamptz not null,
  side text not null check (side in ('subject', 'office')),
  by_id text not null,
  by_name text not null,
  way text not null default 'written' check (way in ('written', 'phone')),
  text text not null,
  -- A question waits for an answer until this day.
  due date,
  answered_at timestamptz,
  primary key (institution_id, id),
  unique (institution_id, request_key),
  foreign key (institution_id, case_id) references cases (institution_id, id) on delete cascade,
  constraint words_unless_phone check (text <> '' or way = 'phone'),
  constraint a_question_has_a_day check ((side = 'subject') = (due is not null)),
  constraint only_questions_are_answered check (answered_at is null or side = 'subject')
);
create index case_messages_case on case_messages (institution_id, case_id, at);
create index case_messages_open on case_messages (institution_id, due) where answered_at is null and due is not null;

-- What was written stays as it was written; only that it was answered comes to it, once.
create function keep_message() returns trigger language plpgsql as $$
begin
  if old.answered_at is not null or (to_jsonb(new) - 'answered_at') <> (to_jsonb(old) - 'answered_at') then
    raise exception 'a message stays as it was written' using errcode = 'KP001';
  end if;
  return new;
end $$;
create trigger message_stays before update on case_messages for each row execute function keep_message();

-- The day of the oldest open question, beside the case: lists are narrowed by it.
alter table cases add column question_due date;
create index cases_asked on cases (institution_id, procedure, question_due) where question_due is not null;

create function keep_question_due() returns trigger language plpgsql as $$
begin
  update cases set question_due = (
    select min(due) from case_messages
    where institution_id = new.institution_id and case_id = new.case_id and answered_at is null
  ) where institution_id = new.institution_id and id = new.case_id;
  return null;
end $$;
create trigger question_due_is_kept after insert or update of answered_at on case_messages
  for each row execute function keep_question_due();

select isolate(t) from unnest(array['stage_times', 'case_messages']::regclass[]) t;
grant select, insert, update, delete on stage_times to kopuro_app;
grant select, insert, update (answered_at) on case_messages to kopuro_app;

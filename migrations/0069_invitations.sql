-- Invitations: what became of each member of a delegation. The members themselves are facts of the case.
create table invitation_members (
  institution_id text not null,
  case_id uuid not null,
  -- The member's id among the facts.
  member_id uuid not null,
  state text not null check (state in ('visa', 'refused', 'arrived', 'absent')),
  on_day date not null,
  -- Made when the member arrives: from then on the stay is counted as everybody's.
  person_id uuid,
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  primary key (institution_id, case_id, member_id),
  constraint person_if_arrived check (state <> 'arrived' or person_id is not null),
  foreign key (institution_id, case_id) references cases (institution_id, id) on delete cascade,
  foreign key (institution_id, person_id) references persons (institution_id, id)
);
select isolate('invitation_members'::regclass);
grant select, insert, update, delete on invitation_members to kopuro_app;

-- Which students have an invitation: asked whenever the office opens its day.
create index invitations_of_students on cases (institution_id, (typed ->> 'student')) where procedure = 'invitation';

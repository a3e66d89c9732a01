-- Guests of partner universities: a round for each term, whom of the partners the office has asked to name students, and
-- which case came of each student who was named.

create table incoming_rounds (
  institution_id text not null references institutions (id),
  id uuid not null,
  season text not null check (season in ('autumn', 'spring', 'year', 'summer')),
  -- The calendar year in which it begins.
  year int not null check (year between 2000 and 2100),
  from_day date not null,
  to_day date not null,
  -- The last day for partners, and for the students whom they named.
  nominate_by date not null,
  apply_by date not null,
  -- Calendar days after somebody has left, within which the transcript goes out; null where none is promised.
  transcript_days int check (transcript_days between 1 and 365),
  version int not null default 1,
  made_at timestamptz not null,
  by_name text not null,
  primary key (institution_id, id),
  constraint one_round_a_term unique (institution_id, season, year),
  constraint ends_after_it_begins check (to_day > from_day),
  constraint applies_after_nomination check (apply_by >= nominate_by)
);

-- Behind a one-time link of the same id: until it is sent, the partner adds, changes and takes out.
create table incoming_invitations (
  institution_id text not null,
  id uuid not null,
  round_id uuid not null,
  partner_id uuid not null,
  places int check (places between 1 and 1000),
  note text not null default '',
  -- [{id, familyName, givenName, mail, birthDay, citizenship, level, field, from, to}]
  students jsonb not null default '[]',
  version int not null default 0,
  -- A partner may have nobody to name, and says so.
  nobody boolean not null default false,
  sent_at timestamptz,
  reminded_at timestamptz,
  reminders int not null default 0,
  primary key (institution_id, id),
  foreign key (institution_id, id) references one_time_links (institution_id, id),
  foreign key (institution_id, round_id) references incoming_rounds (institution_id, id),
  foreign key (institution_id, partner_id) references partners (institution_id, id)
);
create index incoming_invitations_of_round on incoming_invitations (institution_id, round_id);
create index incoming_invitations_of_partner on incoming_invitations (institution_id, partner_id);

create table incoming_nominations (
  institution_id text not null,
  case_id uuid not null,
  round_id uuid not null,
  partner_id uuid not null,
  invitation_id uuid,
  way text not null check (way in ('link', 'sheet', 'office')),
  -- The form that named the student, and the student's place in it: the same form twice names nobody twice.
  batch uuid not null,
  line int not null,
  mail text not null,
  -- Name and day of birth, folded.
  twin text not null,
  at timestamptz not null,
  by_name text not null,
  -- Refused or withdrawn: the same student may be named again.
  ended_at timestamptz,
  primary key (institution_id, case_id),
  unique (institution_id, batch, line),
  foreign key (institution_id, case_id) references cases (institution_id, id) on delete cascade,
  foreign key (institution_id, round_id) references incoming_rounds (institution_id, id),
  foreign key (institution_id, partner_id) references partners (institution_id, id),
  foreign key (institution_id, invitation_id) references incoming_invitations (institution_id, id)
);
create unique index one_nomination_a_mail on incoming_nominations (institution_id, round_id, mail) where ended_at is null;
create unique index one_nomination_a_student on incoming_nominations (institution_id, round_id, twin) where ended_at is null;
create index incoming_nominations_of_partner on incoming_nominations (institution_id, partner_id, round_id);
create index incoming_nominations_of_invitation on incoming_nominations (institution_id, invitation_id);

select isolate(t) from unnest(
  array['incoming_rounds', 'incoming_invitations', 'incoming_nominations']::regclass[]) t;
grant select, insert, update on incoming_rounds, incoming_invitations, incoming_nominations to kopuro_app;

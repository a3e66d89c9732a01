-- What somebody will study at the host, what the own university recognises for it, who has signed which version of it,
-- and what became of it.

create table learning_agreements (
  institution_id text not null,
  case_id uuid not null,
  -- The version that is worked on, or the one in force.
  number int not null,
  -- Raised by every change: two tabs see each other by it.
  revision int not null default 0,
  state text not null check (state in ('draft', 'sent', 'signing', 'agreed')),
  changed_at timestamptz not null,
  primary key (institution_id, case_id),
  foreign key (institution_id, case_id) references cases (institution_id, id)
);
create index learning_agreements_newest on learning_agreements (institution_id, changed_at desc, case_id);

create table agreement_versions (
  institution_id text not null,
  case_id uuid not null,
  number int not null check (number > 0),
  phase text not null check (phase in ('before', 'during')),
  state text not null check (state in ('draft', 'sent', 'signing', 'agreed', 'dropped')),
  -- The head and the components, as they are signed.
  said jsonb not null,
  -- Why the version before was changed.
  why text not null default '',
  at timestamptz not null,
  by_name text not null,
  sent_at timestamptz,
  sent_by text,
  approved_at timestamptz,
  approved_by text,
  agreed_at timestamptz,
  primary key (institution_id, case_id, number),
  foreign key (institution_id, case_id) references learning_agreements (institution_id, case_id)
);

create table agreement_files (
  institution_id text not null,
  id uuid not null default gen_random_uuid(),
  case_id uuid not null,
  what text not null check (what in ('signature', 'records')),
  name text not null,
  kind text not null,
  bytes bigint not null,
  pages int not null,
  sha256 text not null,
  blob_id text not null,
  thumbnail_blob_id text,
  at timestamptz not null,
  by_name text not null,
  primary key (institution_id, id),
  foreign key (institution_id, case_id) references learning_agreements (institution_id, case_id)
);

-- One signature, from the asking to the hand: it holds for the words whose hash it carries and for no others.
create table agreement_signatures (
  institution_id text not null,
  id uuid not null,
  case_id uuid not null,
  number int not null,
  party text not null check (party in ('student', 'home', 'host')),
  how text not null check (how in ('account', 'link', 'paper')),
  hash text not null,
  name text not null,
  post text not null default '',
  address text not null default '',
  asked_at timestamptz not null,
  asked_by text not null,
  signed_at timestamptz,
  signed_on date,
  -- Where the paper lies that was signed by hand.
  lies text not null default '',
  file_id uuid,
  declined_at timestamptz,
  declined_why text not null default '',
  void_at timestamptz,
  void_why text,
  primary key (institution_id, id),
  constraint signed_or_declined check (signed_at is null or declined_at is null),
  constraint paper_lies_somewhere check (how <> 'paper' or lies <> ''),
  foreign key (institution_id, case_id, number) references agreement_versions (institution_id, case_id, number),
  foreign key (institution_id, file_id) references agreement_files (institution_id, id)
);
create unique index agreement_signed_once on agreement_signatures (institution_id, case_id, number, party)
  where signed_at is not null and void_at is null;
create index agreement_signatures_of_case on agreement_signatures (institution_id, case_id, number);

-- The transcript of records: what the host says of each of its components.
create table agreement_marks (
  institution_id text not null,
  case_id uuid not null,
  component_id uuid not null,
  completed boolean not null,
  -- Hundredths of an ECTS credit.
  ects int check (ects >= 0),
  grade text not null default '',
  at timestamptz not null,
  by_name text not null,
  primary key (institution_id, case_id, component_id),
  foreign key (institution_id, case_id) references learning_agreements (institution_id, case_id)
);

-- What the unit decides on each home component; the last row of a component holds.
create table agreement_decisions (
  institution_id text not null,
  id uuid not null,
  case_id uuid not null,
  component_id uuid not null,
  recognised boolean not null,
  title text not null,
  -- Hundredths of a national credit.
  credits int check (credits > 0),
  -- Empty: passed without a mark.
  mark text not null default '',
  reason text not null default '',
  at timestamptz not null,
  by_name text not null,
  primary key (institution_id, id),
  constraint refused_with_reason check (recognised or reason <> ''),
  foreign key (institution_id, case_id) references learning_agreements (institution_id, case_id)
);
create index agreement_decisions_of_case on agreement_decisions (institution_id, case_id, at);

select isolate(t) from unnest(array['learning_agreements', 'agreement_versions', 'agreement_files',
  'agreement_signatures', 'agreement_marks', 'agreement_decisions']::regclass[]) t;
grant select, insert, update, delete on learning_agreements, agreement_versions, agreement_files, agreement_signatures,
  agreement_marks, agreement_decisions to kopuro_app;

-- What is agreed with partners: the register, also of what stood before the program; and the road to signature, whose steps
-- are a case of the procedure `agreement`.

create table agreements (
  institution_id text not null references institutions (id),
  id uuid not null default uuidv7(),
  -- The pack's own; null for what the office or an import entered.
  key text,
  -- The number in the office's own register, as it stands on the paper.
  number text,
  title jsonb not null,
  -- What the list is ordered by.
  name text not null check (name <> ''),
  kind text not null check (kind in ('framework', 'exchange', 'programme', 'double-diploma', 'contract', 'memorandum',
    'protocol', 'intergovernmental', 'other')),
  -- How it was left by a person; that it is ending or has ended follows from today and its days.
  state text not null check (state in ('proposed', 'drafted', 'approving', 'signing', 'signed', 'waiting', 'inForce',
    'dropped')),
  case_id uuid,
  signed_on date,
  -- Where the page says only the year in which it was signed.
  signed_year int check (signed_year between 1900 and 2200),
  from_day date,
  until_day date,
  renews_itself boolean not null default false,
  -- Months by which it goes on each time, where it renews itself.
  renew_months int check (renew_months between 1 and 600),
  notice_days int check (notice_days between 0 and 3660),
  condition jsonb,
  -- When somebody looks again whether the condition is met.
  look_on date,
  subject jsonb,
  -- Codes of ISCED-F 2013.
  fields text[] not null default '{}',
  exchange text[] not null default '{}',
  -- [{"direction": "out" or "in", "level", "perYear", "months"}]
  places jsonb not null default '[]',
  specialties text not null default '',
  renews_id uuid,
  -- Filled when the agreement that renews this one comes into force.
  renewed_by uuid,
  unit text,
  -- Who answers for it in the house.
  contact text not null default '',
  note text not null default '',
  ended_on date,
  ended_why text not null default '',
  is_public boolean not null default false,
  source jsonb,
  -- Title, parties, number and subject in every spelling, folded.
  words text not null default '',
  sort_order int not null default 100000,
  version int not null default 1,
  pack_hash text,
  made_at timestamptz not null,
  made_by text not null default '',
  edited_at timestamptz,
  archived_at timestamptz,
  primary key (institution_id, id),
  unique (institution_id, key),
  unique (institution_id, case_id),
  constraint ends_after_it_begins check (until_day is null or from_day is null or until_day >= from_day),
  constraint renews_another check (renews_id <> id),
  foreign key (institution_id, case_id) references cases (institution_id, id),
  foreign key (institution_id, renews_id) references agreements (institution_id, id) deferrable initially deferred,
  foreign key (institution_id, renewed_by) references agreements (institution_id, id) deferrable initially deferred
);
create index agreements_by_name on agreements (institution_id, name, id);
create index agreements_by_end on agreements (institution_id, until_day) where state = 'inForce';
create unique index agreements_renewed_once on agreements (institution_id, renews_id)
  where renews_id is not null and state <> 'dropped' and archived_at is null;

-- The parties beside the institution itself. A partner that is merged stays named here: who lists asks for the whole family.
create table agreement_parties (
  institution_id text not null,
  agreement_id uuid not null,
  place int not null,
  partner_id uuid,
  -- As it stands in the agreement; empty where the source does not name it.
  name text not null default '',
  signed_on date,
  primary key (institution_id, agreement_id, place),
  foreign key (institution_id, agreement_id) references agreements (institution_id, id) on delete cascade,
  foreign key (institution_id, partner_id) references partners (institution_id, id)
);
create index agreement_parties_of_partner on agreement_parties (institution_id, partner_id);

-- The text in its versions: words that the program sets as a paper, or a file that came from outside.
create table agreement_drafts (
  institution_id text not null,
  agreement_id uuid not null,
  number int not null check (number > 0),
  -- What is signed: parties, subject, fields, places and the paragraphs, or the checksum of the file.
  said jsonb not null,
  hash text not null,
  paper_id uuid,
  about text not null default '',
  at timestamptz not null,
  by_name text not null,
  primary key (institution_id, agreement_id, number),
  foreign key (institution_id, agreement_id) references agreements (institution_id, id) on delete cascade
);

create table agreement_papers (
  institution_id text not null,
  id uuid not null,
  agreement_id uuid not null,
  what text not null check (what in ('draft', 'annex', 'scan', 'signature', 'other')),
  title text not null default '',
  name text not null,
  kind text not null,
  bytes bigint not null,
  pages int not null,
  sha256 text not null,
  blob_id text not null,
  thumbnail_blob_id text,
  at timestamptz not null,
  by_name text not null,
  removed_at timestamptz,
  primary key (institution_id, id),
  foreign key (institution_id, agreement_id) references agreements (institution_id, id) on delete cascade
);
create index agreement_papers_of on agreement_papers (institution_id, agreement_id, at);

-- One opinion, confirmation or signature, from the asking to the answer: it holds for the words whose hash it carries.
create table agreement_answers (
  institution_id text not null,
  id uuid not null,
  agreement_id uuid not null,
  number int not null,
  what text not null check (what in ('approval', 'comment', 'signature')),
  -- 0 is the institution itself, others are the places of the parties.
  party int not null default 0,
  -- In whose name somebody approves: unit, lawyer, vice-rector or what the office wrote.
  role text not null default '',
  how text not null check (how in ('link', 'ink', 'account')),
  hash text not null,
  name text not null,
  post text not null default '',
  address text not null default '',
  asked_at timestamptz not null,
  asked_by text not null,
  until date,
  answered_at timestamptz,
  answered_on date,
  answer text check (answer in ('yes', 'no')),
  words text not null default '',
  -- Where the paper lies that was signed by hand.
  lies text not null default '',
  paper_id uuid,
  void_at timestamptz,
  primary key (institution_id, id),
  constraint answered_with_an_answer check ((answered_at is null) = (answer is null)),
  constraint ink_lies_somewhere check (how <> 'ink' or lies <> ''),
  foreign key (institution_id, agreement_id, number) references agreement_drafts (institution_id, agreement_id, number),
  foreign key (institution_id, paper_id) references agreement_papers (institution_id, id)
);
create index agreement_answers_of on agreement_answers (institution_id, agreement_id, asked_at);
create unique index agreement_party_signs_once on agreement_answers (institution_id, agreement_id, number, party)
  where what = 'signature' and answer = 'yes' and void_at is null;

-- Each original on paper, and where it has been: who has it, since when, by which post.
create table agreement_originals (
  institution_id text not null,
  id uuid not null,
  agreement_id uuid not null,
  number int not null check (number > 0),
  languages text not null default '',
  -- [{"on", "holder", "where", "post", "tracking", "by", "at"}], the newest last.
  moves jsonb not null default '[]',
  made_at timestamptz not null,
  removed_at timestamptz,
  primary key (institution_id, id),
  foreign key (institution_id, agreement_id) references agreements (institution_id, id) on delete cascade
);
create index agreement_originals_of on agreement_originals (institution_id, agreement_id, number);

-- What an office's page says of its agreements as a whole: a number stands beside the count and makes no rows.
create table agreement_sayings (
  institution_id text not null references institutions (id),
  key text not null,
  minimum int check (minimum > 0),
  text jsonb not null,
  source jsonb not null,
  sort_order int not null default 0,
  primary key (institution_id, key)
);

-- How early the office is warned, and what a stay weighs in the balance.
create table agreement_settings (
  institution_id text primary key references institutions (id),
  leads int[] not null,
  -- Hundredths of a term: a stay of less than `short_days`, one of a term, one of a year.
  short_days int not null check (short_days between 1 and 200),
  weights int[] not null,
  at timestamptz not null,
  by_name text not null
);

-- A warning goes once: written in the transaction that queues its mail.
create table agreement_warnings (
  institution_id text not null,
  agreement_id uuid not null,
  kind text not null,
  due date not null,
  days_before int not null,
  at timestamptz not null,
  primary key (institution_id, agreement_id, kind, due, days_before),
  foreign key (institution_id, agreement_id) references agreements (institution_id, id) on delete cascade
);

select isolate(t) from unnest(array['agreements', 'agreement_parties', 'agreement_drafts', 'agreement_papers',
  'agreement_answers', 'agreement_originals', 'agreement_sayings', 'agreement_settings', 'agreement_warnings']::regclass[]) t;
grant select, insert, update, delete on agreements, agreement_parties to kopuro_app;
grant select, insert, update on agreement_papers, agreement_answers, agreement_originals,
  agreement_settings to kopuro_app;
grant select, insert, update, delete on agreement_sayings to kopuro_app;
grant select, insert on agreement_drafts, agreement_warnings to kopuro_app;

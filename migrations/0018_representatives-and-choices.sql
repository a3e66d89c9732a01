-- Who acts for an applicant by the applicant's consent, and the order that applicants give their own applications. Both belong
-- to the account, as its sessions do, and to no institution: none learns from them of applications at another.

create table representations (
  id uuid primary key default uuidv7(),
  -- The same form sent twice asks once.
  request_key uuid not null unique,
  asked_by text not null check (asked_by in ('applicant', 'representative')),
  applicant_email text not null,
  applicant_id text references accounts (id) on delete cascade,
  -- As the applicant is called where the representative may not look yet.
  applicant_name text not null default '',
  representative_email text not null,
  representative_id text references accounts (id) on delete cascade,
  representative_name text not null check (representative_name <> ''),
  kind text not null check (kind in ('parent', 'agent', 'embassy', 'other')),
  -- The last day on which it holds.
  until date not null,
  every_case boolean not null default true,
  may_send boolean not null default false,
  may_accept boolean not null default false,
  -- Mails about the cases go to the representative too.
  copies boolean not null default false,
  language text not null check (language in ('en', 'ru', 'ky')),
  -- SHA-256 of the link's token: whoever reads this table can open nothing.
  token_hash text not null unique,
  link_until date not null,
  asked_at timestamptz not null,
  agreed_at timestamptz,
  ended_at timestamptz,
  ended_by text check (ended_by in ('applicant', 'representative')),
  constraint ended_by_somebody check ((ended_at is null) = (ended_by is null)),
  constraint both_are_known_when_agreed check (agreed_at is null or (applicant_id is not null and representative_id is not null)),
  constraint nobody_represents_themselves check (applicant_email <> representative_email)
);
create index representations_of_applicant on representations (applicant_id) where applicant_id is not null;
create index representations_of_representative on representations (representative_id) where representative_id is not null;
create index representations_by_mail on representations (applicant_email) where agreed_at is null;

-- For which cases, when not for all.
create table representation_cases (
  institution_id text not null,
  representation_id uuid not null references representations (id) on delete cascade,
  case_id uuid not null,
  primary key (institution_id, representation_id, case_id),
  foreign key (institution_id, case_id) references cases (institution_id, id) on delete cascade
);
create index representation_cases_of_case on representation_cases (institution_id, case_id);
select isolate('representation_cases');

-- The order of an account's applications, the first choice first, and whether each institution may learn the whole count.
create table choice_orders (
  account_id text primary key references accounts (id) on delete cascade,
  case_ids uuid[] not null default '{}',
  tells_count boolean not null default false,
  -- A place was accepted and the others were to stay: asked no more.
  kept_after uuid,
  version int not null default 0
);

-- From which of the own applications an application took answers over.
create table taken_over (
  case_id uuid primary key,
  account_id text not null references accounts (id) on delete cascade,
  from_institution text not null,
  from_case uuid not null,
  sections text[] not null,
  at timestamptz not null
);

grant select, insert, update on representations, choice_orders to kopuro_app;
grant select, insert on representation_cases, taken_over to kopuro_app;

-- Work on a case among colleagues and with people outside: ready-made reasons, one-time links and opinions by them, following
-- and handing over, linked cases, and mails that were sent again.

-- What an institution changed of the product's reasons for returning a paper, and what it added. The product's own stand in
-- its words; a row here takes the place of the one that has its name.
create table return_reasons (
  institution_id text not null references institutions (id),
  -- The name of one of the product's own, or the number of one of the institution's.
  key text not null check (key ~ '^[a-z0-9-]{1,40}$'),
  text jsonb not null,
  since timestamptz not null,
  by_id text not null,
  by_name text not null,
  -- No longer offered; what was returned with it keeps its words.
  retired_at timestamptz,
  primary key (institution_id, key)
);

-- One step for somebody without an account, by a link that works once: an opinion today, a partner's step tomorrow.
create table one_time_links (
  institution_id text not null references institutions (id),
  id uuid not null default uuidv7(),
  kind text not null,
  -- SHA-256 of the token in hex: whoever reads this table can open nothing.
  token_hash text not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
  -- SHA-256 of what the browser that opened it first keeps: a forwarded link opens nowhere else.
  browser_hash text check (browser_hash ~ '^[0-9a-f]{64}$'),
  case_id uuid,
  to_name text not null check (to_name <> ''),
  to_address text not null,
  to_unit text not null,
  language text not null check (language in ('en', 'ru', 'ky')),
  -- What the kind of step needs to know.
  payload jsonb not null default '{}',
  made_by text not null,
  made_by_name text not null,
  made_at timestamptz not null,
  -- The last day on which it opens.
  until date not null,
  used_at timestamptz,
  revoked_at timestamptz,
  revoked_by_name text,
  primary key (institution_id, id),
  foreign key (institution_id, case_id) references cases (institution_id, id),
  constraint revoked_by_somebody check ((revoked_at is null) = (revoked_by_name is null)),
  constraint used_or_revoked check (used_at is null or revoked_at is null)
);
create index one_time_links_case on one_time_links (institution_id, case_id);

-- Every opening of a link: of the step itself, of a paper, or an attempt that was turned away, and why.
create table link_openings (
  institution_id text not null,
  link_id uuid not null,
  at timestamptz not null,
  what text not null check (what in ('opened', 'paper', 'elsewhere', 'late', 'revoked', 'used', 'renewed')),
  foreign key (institution_id, link_id) references one_time_links (institution_id, id)
);
create index link_openings_link on link_openings (institution_id, link_id, at);
create trigger openings_are_history before update or delete on link_openings for each row execute function refuse_change();

-- Whose link a token is: the one question over institutions that the door at /p/ asks.
create function place_of_link(hash text) returns setof text language sql stable security definer
  set search_path = public as $$
  select institution_id from one_time_links where token_hash = hash
$$;
revoke all on function place_of_link(text) from public;
grant execute on function place_of_link(text) to kopuro_app;

create table case_opinions (
  institution_id text not null,
  link_id uuid not null,
  case_id uuid not null,
  question text not null check (question <> ''),
  file_ids uuid[] not null default '{}',
  advice text check (advice in ('for', 'against', 'neither')),
  words text,
  answered_at timestamptz,
  primary key (institution_id, link_id),
  foreign key (institution_id, link_id) references one_time_links (institution_id, id),
  foreign key (institution_id, case_id) references cases (institution_id, id),
  constraint answered_whole check ((advice is null) = (answered_at is null))
);
create index case_opinions_case on case_opinions (institution_id, case_id);

-- An answer is given once and stays.
create function keep_opinion() returns trigger language plpgsql as $$
begin
  if old.answered_at is not null then
    raise exception 'an opinion stays as it was given' using errcode = 'KP001';
  end if;
  return new;
end $$;
create trigger opinion_stays before update on case_opinions for each row execute function keep_opinion();
create trigger opinion_is_kept before delete on case_opinions for each row execute function refuse_change();

-- Who gets a mail at each step of a case.
create table case_follows (
  institution_id text not null,
  case_id uuid not null,
  account_id text not null references accounts (id) on delete cascade,
  since timestamptz not null,
  primary key (institution_id, case_id, account_id),
  foreign key (institution_id, case_id) references cases (institution_id, id) on delete cascade
);
create index case_follows_account on case_follows (institution_id, account_id);

-- All open cases of one colleague go to another, and can be handed back.
create table case_handovers (
  institution_id text not null references institutions (id),
  id uuid not null default uuidv7(),
  from_id text not null,
  from_name text not null,
  to_id text not null,
  to_name text not null,
  by_id text not null,
  by_name text not null,
  word text not null,
  at timestamptz not null,
  request_key uuid not null,
  returned_at timestamptz,
  returned_by_name text,
  primary key (institution_id, id),
  unique (institution_id, request_key),
  constraint to_somebody_else check (from_id <> to_id)
);
create table case_handover_items (
  institution_id text not null,
  handover_id uuid not null,
  case_id uuid not null,
  returned_at timestamptz,
  primary key (institution_id, handover_id, case_id),
  foreign key (institution_id, handover_id) references case_handovers (institution_id, id),
  foreign key (institution_id, case_id) references cases (institution_id, id) on delete cascade
);

-- Two cases that have to do with each other, once for both: the smaller id comes first.
create table linked_cases (
  institution_id text not null,
  case_id uuid not null,
  other_id uuid not null,
  word text not null,
  by_id text not null,
  by_name text not null,
  at timestamptz not null,
  primary key (institution_id, case_id, other_id),
  foreign key (institution_id, case_id) references cases (institution_id, id) on delete cascade,
  foreign key (institution_id, other_id) references cases (institution_id, id) on delete cascade,
  constraint each_pair_once check (case_id < other_id)
);
create index linked_cases_other on linked_cases (institution_id, other_id);

-- A mail that was sent again is a new mail: what became of the first stays as it was.
alter table mails
  add column repeats uuid,
  add constraint mail_repeats_another foreign key (institution_id, repeats) references mails (institution_id, id);
create index mails_repeats on mails (institution_id, repeats) where repeats is not null;

select isolate(t) from unnest(array['return_reasons', 'one_time_links', 'link_openings', 'case_opinions', 'case_follows',
  'case_handovers', 'case_handover_items', 'linked_cases']::regclass[]) t;
grant select, insert, update on return_reasons, one_time_links, case_opinions, case_handovers, case_handover_items to kopuro_app;
grant select, insert on link_openings to kopuro_app;
grant select, insert, delete on case_follows, linked_cases to kopuro_app;

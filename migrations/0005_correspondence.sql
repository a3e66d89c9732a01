-- Numbers without gaps: taken in the transaction that uses them, so a rollback gives the number back.
create table registers (
  institution_id text not null references institutions (id),
  register text not null,
  year int not null,
  last int not null default 0,
  primary key (institution_id, register, year)
);

create table letters (
  institution_id text not null references institutions (id),
  id uuid not null default uuidv7(),
  case_id uuid,
  kind text not null,
  year int not null,
  sequence int not null,
  number text not null,
  issued_on date not null,
  recipient text not null,
  subject text not null,
  -- The template and everything that it was given: with them the letter can be set again, to the letter.
  template text not null,
  content jsonb not null,
  language text not null,
  blob_id text,
  sha256 text,
  issued_by text not null,
  issued_at timestamptz not null default now(),
  primary key (institution_id, id),
  unique (institution_id, year, sequence),
  unique (institution_id, number),
  foreign key (institution_id, case_id) references cases (institution_id, id)
);
create index letters_case on letters (institution_id, case_id);

-- A letter as issued is never changed; only the typeset file is put beside it, once.
create function keep_letter() returns trigger language plpgsql as $$
begin
  if old.blob_id is not null or (to_jsonb(new) - 'blob_id' - 'sha256') <> (to_jsonb(old) - 'blob_id' - 'sha256') then
    raise exception 'a letter stays as it was issued' using errcode = 'KP001';
  end if;
  return new;
end $$;
create trigger letter_stays before update on letters for each row execute function keep_letter();
create trigger letter_is_kept before delete on letters for each row execute function refuse_change();

-- Mails of an institution; '-' are the program's own (sign-in links).
create table mails (
  institution_id text not null,
  id uuid not null default uuidv7(),
  case_id uuid,
  account_id text,
  to_address text not null,
  language text not null,
  kind text not null,
  subject text not null,
  -- Emptied after sending where it holds a sign-in link.
  body text not null,
  letter_ids uuid[] not null default '{}',
  once_key text,
  state text not null default 'queued' check (state in ('queued', 'sent', 'refused')),
  queued_at timestamptz not null default now(),
  sent_at timestamptz,
  answer text,
  primary key (institution_id, id),
  unique (institution_id, once_key)
);
create index mails_case on mails (institution_id, case_id);
create index mails_newest on mails (institution_id, queued_at desc);

select isolate(t) from unnest(array['registers', 'letters', 'mails']::regclass[]) t;
grant select, insert, update on registers, letters, mails to kopuro_app;

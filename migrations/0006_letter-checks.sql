-- Letters that anybody can check: each carries a signed code, and the public halves of the keys are kept for good, because a
-- letter of last year is proved with the key of last year.

create table letter_keys (
  id text primary key check (id ~ '^[0-9a-f]{8}$'),
  -- The 32 bytes of an Ed25519 public key in hex.
  public_key text not null unique check (public_key ~ '^[0-9a-f]{64}$'),
  published_at timestamptz not null default now()
);
create trigger letter_key_stays before update or delete on letter_keys for each row execute function refuse_change();

-- Letters issued before this have neither. The short code is typed by hand, so it must be one of its kind everywhere.
alter table letters
  add column short_code text check (short_code ~ '^[0-9A-HJKMNP-TV-Z]{10}$'),
  add column code text,
  add constraint letter_has_both_codes_or_neither check ((short_code is null) = (code is null));
create unique index letters_short_code on letters (short_code) where short_code is not null;

-- The letter itself stays as it was issued; that it is no longer in force is a row beside it, and can't be taken back.
create table letter_revocations (
  institution_id text not null references institutions (id),
  letter_id uuid not null,
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  reason text not null check (reason <> ''),
  primary key (institution_id, letter_id),
  foreign key (institution_id, letter_id) references letters (institution_id, id)
);
create trigger revocation_stays before update or delete on letter_revocations for each row execute function refuse_change();

select isolate('letter_revocations');
grant select, insert on letter_keys, letter_revocations to kopuro_app;

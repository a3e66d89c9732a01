-- Letters that came in, entered by hand, numbered without gaps by institution and year of entry.
create table incoming_letters (
  institution_id text not null references institutions (id),
  id uuid not null default uuidv7(),
  year int not null,
  sequence int not null,
  number text not null,
  sender text not null check (sender <> ''),
  their_number text not null default '',
  their_date date,
  subject text not null check (subject <> ''),
  received_on date not null,
  way text not null check (way in ('post', 'hand', 'mail', 'courier', 'system')),
  note text not null default '',
  case_id uuid,
  -- Our letter that answers it.
  answer_id uuid,
  version int not null default 1,
  registered_at timestamptz not null,
  registered_by_id text not null,
  registered_by_name text not null,
  -- The same form sent twice registers one letter.
  request_key uuid not null,
  primary key (institution_id, id),
  unique (institution_id, year, sequence),
  unique (institution_id, request_key),
  foreign key (institution_id, case_id) references cases (institution_id, id),
  foreign key (institution_id, answer_id) references letters (institution_id, id)
);
create index incoming_letters_case on incoming_letters (institution_id, case_id) where case_id is not null;
create trigger incoming_letter_is_kept before delete on incoming_letters for each row execute function refuse_change();

-- What stood there before a correction, and who made it.
create table incoming_corrections (
  institution_id text not null,
  letter_id uuid not null,
  -- The version that was corrected.
  version int not null,
  before jsonb not null,
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  primary key (institution_id, letter_id, version),
  foreign key (institution_id, letter_id) references incoming_letters (institution_id, id)
);
create trigger correction_stays before update or delete on incoming_corrections for each row execute function refuse_change();

-- A number that was given stays given: what was entered by mistake is void, with a reason.
create table incoming_voids (
  institution_id text not null,
  letter_id uuid not null,
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  reason text not null check (reason <> ''),
  primary key (institution_id, letter_id),
  foreign key (institution_id, letter_id) references incoming_letters (institution_id, id)
);
create trigger void_stays before update or delete on incoming_voids for each row execute function refuse_change();

-- Orders of the rector about cases. What an order says and how it looks is kept from its signing on.
create table orders (
  institution_id text not null references institutions (id),
  id uuid not null default uuidv7(),
  -- The procedure whose cases it decides.
  procedure text not null,
  version int not null default 1,
  made_at timestamptz not null,
  made_by_id text not null,
  made_by_name text not null,
  request_key uuid not null,
  -- As the chancery gave them when the rector had signed.
  number text,
  year int,
  signed_on date,
  registered_at timestamptz,
  registered_by_name text,
  template text,
  content jsonb,
  language text,
  cancelled_at timestamptz,
  cancelled_by_name text,
  cancelled_because text,
  primary key (institution_id, id),
  unique (institution_id, request_key),
  constraint signed_wholly check (num_nulls(number, year, signed_on, registered_at, template, content, language) in (0, 7)),
  constraint cancelled_with_reason check ((cancelled_at is null) = (cancelled_because is null))
);
create unique index an_order_number_once on orders (institution_id, year, number) where number is not null and cancelled_at is null;
create index orders_newest on orders (institution_id, made_at desc, id desc);
create trigger order_is_kept before delete on orders for each row execute function refuse_change();

-- A signed order is never changed; that it is cancelled is written beside it, once.
create function keep_order() returns trigger language plpgsql as $$
declare
  beside text[] := array['cancelled_at', 'cancelled_by_name', 'cancelled_because', 'version'];
begin
  if old.cancelled_at is not null or (old.number is not null and (to_jsonb(new) - beside) <> (to_jsonb(old) - beside)) then
    raise exception 'an order stays as it was signed' using errcode = 'KP001';
  end if;
  return new;
end $$;
create trigger order_stays before update on orders for each row execute function keep_order();

create table order_cases (
  institution_id text not null,
  order_id uuid not null,
  case_id uuid not null,
  -- False once the order is cancelled: the case is free for another one.
  holds boolean not null default true,
  primary key (institution_id, order_id, case_id),
  foreign key (institution_id, order_id) references orders (institution_id, id),
  foreign key (institution_id, case_id) references cases (institution_id, id)
);
create unique index a_case_in_one_order on order_cases (institution_id, case_id) where holds;

-- Scans of what lies on paper: a letter that came in, a signed order.
create table register_scans (
  institution_id text not null references institutions (id),
  id uuid not null default uuidv7(),
  incoming_id uuid,
  order_id uuid,
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
  constraint of_one_paper check (num_nonnulls(incoming_id, order_id) = 1),
  foreign key (institution_id, incoming_id) references incoming_letters (institution_id, id),
  foreign key (institution_id, order_id) references orders (institution_id, id)
);
create unique index a_scan_of_a_letter_once on register_scans (institution_id, incoming_id, sha256) where incoming_id is not null;
create unique index a_scan_of_an_order_once on register_scans (institution_id, order_id, sha256) where order_id is not null;
create trigger scan_stays before update or delete on register_scans for each row execute function refuse_change();

select isolate(t) from unnest(array['incoming_letters', 'incoming_corrections', 'incoming_voids', 'orders', 'order_cases',
  'register_scans']::regclass[]) t;
grant select, insert, update on incoming_letters, orders to kopuro_app;
grant select, insert on incoming_corrections, incoming_voids, register_scans to kopuro_app;
grant select, insert, update, delete on order_cases to kopuro_app;

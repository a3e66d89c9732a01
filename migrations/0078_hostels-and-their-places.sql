-- The university's hostels, what a place costs from which day on, who has a place, and what was paid for it.

create table hostels (
  institution_id text not null references institutions (id),
  id text not null,
  name jsonb not null,
  address jsonb,
  seats_per_room int check (seats_per_room between 1 and 50),
  -- All places; null where the office has not said how many there are.
  beds int check (beds > 0),
  note jsonb,
  source jsonb,
  sort_order int not null default 0,
  pack_hash text,
  edited_at timestamptz,
  primary key (institution_id, id)
);

-- Minor units of money a month for one place. A price is not changed: a later one follows it.
create table hostel_prices (
  institution_id text not null,
  hostel_id text not null,
  since date not null,
  amount int not null check (amount >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  source jsonb,
  by_name text not null default '',
  primary key (institution_id, hostel_id, since),
  foreign key (institution_id, hostel_id) references hostels (institution_id, id)
);

create table hostel_places (
  institution_id text not null,
  id uuid not null,
  hostel_id text not null,
  person_id uuid not null,
  room text not null check (room <> ''),
  from_on date not null,
  -- The last day.
  to_on date,
  -- The home among the records of the person's stay.
  record_id uuid,
  given_at timestamptz not null,
  given_by text not null,
  ended_by text,
  primary key (institution_id, id),
  constraint place_ends_after_it_begins check (to_on >= from_on),
  foreign key (institution_id, hostel_id) references hostels (institution_id, id),
  foreign key (institution_id, person_id) references persons (institution_id, id),
  foreign key (institution_id, record_id) references stay_records (institution_id, id)
);
create index hostel_places_of_hostel on hostel_places (institution_id, hostel_id, from_on);
create index hostel_places_of_person on hostel_places (institution_id, person_id);

create table hostel_payments (
  institution_id text not null,
  id uuid not null,
  place_id uuid not null,
  amount int not null check (amount > 0),
  paid_on date not null,
  receipt text not null default '',
  at timestamptz not null,
  by_name text not null,
  void_at timestamptz,
  void_by text,
  void_why text,
  primary key (institution_id, id),
  constraint void_by_somebody check ((void_at is null) = (void_by is null)),
  foreign key (institution_id, place_id) references hostel_places (institution_id, id)
);
create index hostel_payments_of_place on hostel_payments (institution_id, place_id, paid_on);

select isolate(t) from unnest(
  array['hostels', 'hostel_prices', 'hostel_places', 'hostel_payments']::regclass[]) t;
grant select, insert, update, delete on hostels to kopuro_app;
grant select, insert, delete on hostel_prices to kopuro_app;
grant select, insert, update on hostel_places, hostel_payments to kopuro_app;

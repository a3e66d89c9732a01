-- Who waits for a place in a programme, in the order in which places are offered.
create table waiting_places (
  institution_id text not null,
  case_id uuid not null,
  -- The programme's id, or the level where the office has published no programme.
  programme text not null,
  programme_name jsonb not null,
  -- Smaller comes first. It begins as the moment at which the whole application arrived, in seconds; whom an officer moves
  -- gets the middle between two neighbours, which numeric can always hold.
  place numeric not null,
  -- The officer who last moved it by hand.
  moved_by text,
  primary key (institution_id, case_id),
  foreign key (institution_id, case_id) references cases (institution_id, id) on delete cascade
);
create index waiting_places_in_order on waiting_places (institution_id, programme, place);

select isolate('waiting_places');
grant select, insert, update on waiting_places to kopuro_app;

-- An admission used to end with the offer. Now the offer waits for an answer: those of before have no day until which.
update cases set waiting_for = 'subject', closed_at = null where procedure = 'admission' and stage = 'admitted';

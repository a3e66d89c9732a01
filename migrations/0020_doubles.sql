-- Two records of one person. A merge moves nothing: the record that is merged points to the one that leads, and each account
-- keeps what it had. So whatever asks by account stays right, and taking the pointer away again is the whole of an undoing.

alter table persons add column merged_into uuid;
alter table persons add constraint merged_here foreign key (institution_id, merged_into) references persons (institution_id, id);
alter table persons add constraint merged_into_another check (merged_into <> id);
create index persons_merged on persons (institution_id, merged_into) where merged_into is not null;

-- Each spelling of a name as the set of its words as they sound, in one order: who writes the family name last is the same person.
create function name_sounds(names jsonb, shown_as text) returns setof text[] language sql stable parallel safe as $$
  select distinct (select array_agg(distinct sound_of(word) collate "C") from folded_words(left(spelled, 200)) word)
  from (select shown_as union select concat_ws(' ', one ->> 'family', one ->> 'given') from jsonb_array_elements(names) one)
    as spellings (spelled)
  where spelled ~ '[[:alnum:]]'
$$;

-- The same name: the same words, or two of them and the other has more (a patronymic, a second given name).
create function is_same_name(one text[], other text[]) returns boolean language sql immutable strict parallel safe as $$
  select one = other or (least(cardinality(one), cardinality(other)) > 1 and (one <@ other or other <@ one))
$$;

-- By what records of one birth day are brought together: every two words of a name as they sound.
create function keys_of_person(one persons) returns setof text language sql stable parallel safe as $$
  select distinct concat_ws(' ', one.birth_day, first.word, second.word)
  from name_sounds(one.names, one.shown_as) as spelling (words),
    lateral (select word, at from unnest(words[1:6]) with ordinality as w (word, at)) first
    left join lateral (select word from unnest(words[1:6]) with ordinality as w (word, at) where w.at > first.at) second on true
  where one.birth_day is not null and (second.word is not null or cardinality(words) = 1)
$$;

create table person_keys (
  institution_id text not null,
  key text collate "C" not null,
  person_id uuid not null,
  primary key (institution_id, key, person_id),
  foreign key (institution_id, person_id) references persons (institution_id, id)
);
create index person_keys_person on person_keys (institution_id, person_id);

-- Whose data were erased is compared with nobody from that moment.
create function forget_person_keys() returns trigger language plpgsql as $$
begin
  delete from person_keys where institution_id = new.institution_id and person_id = new.id;
  return null;
end $$;
create trigger person_keys_are_forgotten after update of birth_day on persons
  for each row when (old.birth_day is not null and new.birth_day is null) execute function forget_person_keys();

-- What of a person was last compared with others: the nightly round takes up whoever has changed since, and nobody else.
create table double_checks (
  institution_id text not null,
  person_id uuid not null,
  mark text not null,
  primary key (institution_id, person_id),
  foreign key (institution_id, person_id) references persons (institution_id, id)
);
create function mark_of_person(one persons) returns text language sql stable parallel safe as $$
  select md5(concat_ws('|', one.names, one.shown_as, one.birth_day, (
    select string_agg(number.key, ' ' order by number.key) from cases
    join known_numbers number on number.institution_id = cases.institution_id and number.target_id = cases.id
    where cases.institution_id = one.institution_id and cases.subject_id = one.id and number.kind = 'passport')))
$$;

create table doubles (
  institution_id text not null,
  id uuid not null default uuidv7(),
  a uuid not null,
  b uuid not null,
  same_passport boolean not null,
  same_name boolean not null,
  state text not null default 'open' check (state in ('open', 'different', 'merged')),
  found_at timestamptz not null,
  primary key (institution_id, id),
  unique (institution_id, a, b),
  foreign key (institution_id, a) references persons (institution_id, id),
  foreign key (institution_id, b) references persons (institution_id, id),
  constraint pair_in_one_order check (a < b),
  constraint found_by_something check (same_passport or same_name)
);
create index doubles_open on doubles (institution_id, id desc) where state = 'open';
create index doubles_decided on doubles (institution_id, id desc) where state <> 'open';
create index doubles_of_b on doubles (institution_id, b);

create table double_decisions (
  institution_id text not null,
  double_id uuid not null,
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  decision text not null check (decision in ('different', 'reopened', 'merged', 'undone')),
  reason text not null default '',
  foreign key (institution_id, double_id) references doubles (institution_id, id),
  constraint reason_if_different check (decision <> 'different' or reason <> '')
);
create index double_decisions_double on double_decisions (institution_id, double_id, at);
create trigger decisions_are_history before update or delete on double_decisions for each row execute function refuse_change();

create table merges (
  institution_id text not null,
  id uuid not null default uuidv7(),
  double_id uuid not null,
  leader_id uuid not null,
  merged_id uuid not null,
  -- The records that point to the leader since: the merged one, and those that had been merged into it.
  moved uuid[] not null,
  -- The pairs that this answered.
  answered uuid[] not null,
  merged_at timestamptz not null,
  by_id text not null,
  by_name text not null,
  undone_at timestamptz,
  undone_by text,
  undone_by_name text,
  primary key (institution_id, id),
  foreign key (institution_id, double_id) references doubles (institution_id, id),
  foreign key (institution_id, leader_id) references persons (institution_id, id),
  foreign key (institution_id, merged_id) references persons (institution_id, id),
  constraint undone_by_somebody check ((undone_at is null) = (undone_by is null) and (undone_at is null) = (undone_by_name is null))
);
create unique index merged_once on merges (institution_id, merged_id) where undone_at is null;
create index merges_of_leader on merges (institution_id, leader_id);

select isolate(t) from unnest(array['person_keys', 'double_checks', 'doubles', 'double_decisions', 'merges']::regclass[]) t;
grant select, insert, delete on person_keys to kopuro_app;
grant select, insert, update, delete on doubles to kopuro_app;
grant select, insert, update on double_checks, merges to kopuro_app;
grant select, insert on double_decisions to kopuro_app;

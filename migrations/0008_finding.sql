-- Finding by any spelling: the distinct words of names and letters with how they sound, and the numbers of cases, letters and
-- papers with the letters that look alike turned into one. Triggers keep them, so whoever writes a case or a letter need not
-- know; what stands here may be thrown away and filled again.

-- A word that only those may search by who may look at papers: the number of a passport.
alter table case_words add column guarded boolean not null default false;
update case_words set guarded = true from cases
  where cases.institution_id = case_words.institution_id and cases.id = case_words.case_id
    and case_words.word = lower(cases.facts ->> 'passportNumber');

-- What a folded word sounds like, whichever way it was written in Latin letters: Zhumabek and Jumabek, Yulia and Iuliia.
create function sound_of(word text) returns text language plpgsql immutable strict parallel safe as $$
declare
  rule text[];
begin
  if word !~ '^[a-z]+$' then return word; end if;
  foreach rule slice 1 in array array[
    ['shch|sch|sh', 'S'], ['tch|ch', 'C'], ['dzh|zh|dj|j', 'J'], ['kh', 'h'], ['ph', 'f'], ['gh', 'g'], ['th', 't'],
    ['ts|tz', 'T'], ['ck|c|q', 'k'], ['w', 'v'], ['^x', 'h'], ['x', 'ks'], ['ou|oo', 'u'], ['ee', 'i'], ['y', 'i'], ['io|ie', 'e'],
    ['(.)\1+', '\1'], ['(.)h$', '\1']
  ] loop
    word := regexp_replace(word, rule[1], rule[2], 'g');
  end loop;
  return word;
end $$;

-- The folding of src/platform/words/fold.ts, for what the program has written before; a test holds the two together.
create function folded_words(spelled text) returns setof text language sql immutable strict parallel safe as $$
  with one as (select translate(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
    lower(spelled), 'ß', 'ss'), 'æ', 'ae'), 'щ', 'shch'), 'ж', 'zh'), 'х', 'kh'), 'ц', 'ts'), 'ч', 'ch'), 'ш', 'sh'), 'ъ', 'ie'), 'ю', 'iu'),
    'я', 'ia'), 'ь', ''), '''', ''), 'абвгдеёзийклмнңоөпрстуүфыэıłøđə’`ʻ', 'abvgdeeziiklmnnooprstuufyeilode') as text)
  select distinct word from one, regexp_split_to_table(
    regexp_replace(normalize(text, nfkd), '[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670]', '', 'g'), '[^[:alnum:]]+') as word where word <> ''
$$;

-- A number as it is searched for: without spaces and signs, each look-alike turned into one of its kind, also a Cyrillic one.
create function number_key(number text) returns text language sql immutable strict parallel safe as $$
  select lower(translate(regexp_replace(upper(number), '[^0-9A-ZА-ЯЁ]', '', 'g'), 'АВЕКМНОРСТХЗOISBZ', 'A8EKMH0PCTX301582'))
$$;

-- Every word that is one letter away: one left out, one too many, one instead of another, two that changed places.
create function one_letter_off(word text) returns setof text language sql immutable strict parallel safe as $$
  with letters as (select distinct unnest(string_to_array('abcdefghijklmnopqrstuvwxyz0123456789SCJT' || word, null)) as letter),
    places as (select generate_series(1, length(word) + 1) as at)
  select overlay(word placing '' from at for 1) from places where at <= length(word)
  union select overlay(word placing letter from at for 1) from places, letters where at <= length(word)
  union select overlay(word placing letter from at for 0) from places, letters
  union select overlay(word placing reverse(substr(word, at, 2)) from at for 2) from places where at < length(word)
$$;

create table known_words (
  institution_id text not null references institutions (id),
  word text collate "C" not null,
  sound text collate "C" not null,
  primary key (institution_id, word)
);
create index known_words_sound on known_words (institution_id, sound);

create table letter_words (
  institution_id text not null,
  word text collate "C" not null,
  issued_at timestamptz not null,
  letter_id uuid not null,
  primary key (institution_id, word, issued_at, letter_id),
  foreign key (institution_id, letter_id) references letters (institution_id, id)
);

create table known_numbers (
  institution_id text not null references institutions (id),
  key text collate "C" not null,
  -- Passports and papers are found only by those who may look at papers.
  kind text not null check (kind in ('case', 'letter', 'passport', 'paper')),
  -- The case, the letter or the document that has it.
  target_id uuid not null,
  shown text not null,
  primary key (institution_id, key, kind, target_id)
);
create index known_numbers_target on known_numbers (institution_id, target_id);

create function keep_known_words() returns trigger language plpgsql as $$
begin
  -- The institution begins the number of every case, and would find them all. In one order for everybody: two who bring the same new words would otherwise wait for each other.
  insert into known_words select distinct institution_id, word, sound_of(word) from added
    where not guarded and word !~ '[0-9]' and word <> institution_id order by 1, 2 on conflict do nothing;
  insert into known_numbers select institution_id, number_key(word), 'passport', case_id, upper(word) from added
    where guarded and length(number_key(word)) between 4 and 40 on conflict do nothing;
  return null;
end $$;
create trigger words_are_known after insert on case_words referencing new table as added
  for each statement execute function keep_known_words();

create function forget_numbers() returns trigger language plpgsql as $$
begin
  delete from known_numbers using removed where removed.guarded and known_numbers.institution_id = removed.institution_id
    and known_numbers.target_id = removed.case_id and known_numbers.kind = 'passport';
  return null;
end $$;
create trigger numbers_are_forgotten after delete on case_words referencing old table as removed
  for each statement execute function forget_numbers();

-- A case and a letter are found by the whole number, and by its last figures without the noughts: "12" for KSLU-2026-00012.
create function numbers_of(number text) returns table (key text) language sql immutable as $$
  select number_key(number) union select coalesce(substring(number from '([1-9][0-9]*)$'), number_key(number))
$$;

create function keep_case_number() returns trigger language plpgsql as $$
begin
  insert into known_numbers select new.institution_id, key, 'case', new.id, new.number from numbers_of(new.number) key
    on conflict do nothing;
  return null;
end $$;
create trigger case_number_is_known after insert or update of number on cases
  for each row when (new.number is not null) execute function keep_case_number();

create function keep_document_number() returns trigger language plpgsql as $$
begin
  delete from known_numbers where institution_id = new.institution_id and target_id = new.id and kind = 'paper';
  if length(number_key(new.number)) between 3 and 40 then
    insert into known_numbers values (new.institution_id, number_key(new.number), 'paper', new.id, new.number);
  end if;
  return null;
end $$;
create trigger document_number_is_known after insert or update of number on documents
  for each row when (new.number is not null) execute function keep_document_number();

create function keep_letter_words() returns trigger language plpgsql as $$
begin
  insert into letter_words select new.institution_id, word, new.issued_at, new.id
    from folded_words(new.recipient || ' ' || new.subject) word where length(word) <= 60;
  insert into known_words select new.institution_id, word, sound_of(word)
    from folded_words(new.recipient || ' ' || new.subject) word
    where word !~ '[0-9]' and length(word) <= 60 order by 2 on conflict do nothing;
  insert into known_numbers select new.institution_id, key, 'letter', new.id, new.number from numbers_of(new.number) key
    on conflict do nothing;
  return null;
end $$;
create trigger letter_words_are_kept after insert on letters for each row execute function keep_letter_words();

select isolate(t) from unnest(array['known_words', 'letter_words', 'known_numbers']::regclass[]) t;
grant select, insert on known_words, letter_words to kopuro_app;
grant select, insert, delete on known_numbers to kopuro_app;

insert into known_words select distinct institution_id, word, sound_of(word) from case_words
  where not guarded and word !~ '[0-9]' and word <> institution_id;
insert into known_numbers select institution_id, number_key(word), 'passport', case_id, upper(word) from case_words
  where guarded and length(number_key(word)) between 4 and 40 on conflict do nothing;
insert into known_numbers select institution_id, key, 'case', id, number from cases, numbers_of(number) key
  where number is not null on conflict do nothing;
insert into known_numbers select institution_id, number_key(number), 'paper', id, number from documents
  where length(number_key(number)) between 3 and 40;
insert into letter_words select institution_id, word, issued_at, id
  from letters, folded_words(recipient || ' ' || subject) word where length(word) <= 60;
insert into known_words select distinct institution_id, word, sound_of(word) from letter_words where word !~ '[0-9]'
  on conflict do nothing;
insert into known_numbers select institution_id, key, 'letter', id, number from letters, numbers_of(number) key
  on conflict do nothing;

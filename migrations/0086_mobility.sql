-- Which application is for which call: what the lists of a call are read by, and one application a person and call.

create table mobility_applications (
  institution_id text not null,
  case_id uuid not null,
  call_id uuid not null,
  -- The edition that the person began with: they are asked what it asked.
  edition int not null check (edition > 0),
  person_id uuid not null,
  withdrawn boolean not null default false,
  primary key (institution_id, case_id),
  foreign key (institution_id, case_id) references cases (institution_id, id) on delete cascade,
  foreign key (institution_id, call_id) references calls (institution_id, id)
);
create unique index mobility_one_application on mobility_applications (institution_id, call_id, person_id)
  where not withdrawn;
create index mobility_of_person on mobility_applications (institution_id, person_id);
select isolate('mobility_applications');
grant select, insert, update, delete on mobility_applications to kopuro_app;

create function keep_mobility_application() returns trigger language plpgsql as $$
begin
  insert into mobility_applications (institution_id, case_id, call_id, edition, person_id, withdrawn)
    values (new.institution_id, new.id, (new.typed ->> 'call')::uuid, (new.typed ->> 'edition')::int, new.subject_id,
      new.stage = 'withdrawn')
    on conflict (institution_id, case_id) do update set person_id = excluded.person_id, withdrawn = excluded.withdrawn;
  return null;
end $$;
create trigger mobility_applications_are_kept after insert or update of stage, subject_id on cases
  for each row when (new.procedure = 'mobility') execute function keep_mobility_application();

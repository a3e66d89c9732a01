-- What an office knows that travellers have to bring to an embassy, by country and purpose. Lines that the program brings
-- along are not here until the office has written its own in their place, under the same name.
create table departure_papers (
  institution_id text not null references institutions (id),
  id text not null,
  -- For one country or one purpose only; null is for all.
  country text,
  purpose text,
  -- Title and hint in three languages, source, day of the check, whether it may be left out.
  said jsonb not null,
  version int not null default 1,
  archived_at timestamptz,
  primary key (institution_id, id)
);

create table departure_paper_changes (
  institution_id text not null,
  paper_id text not null,
  version int not null,
  action text not null check (action in ('added', 'changed', 'archived', 'restored')),
  said jsonb not null,
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  primary key (institution_id, paper_id, version),
  foreign key (institution_id, paper_id) references departure_papers (institution_id, id)
);
create trigger departure_papers_have_a_history before update or delete on departure_paper_changes
  for each row execute function refuse_change();

select isolate(t) from unnest(array['departure_papers', 'departure_paper_changes']::regclass[]) t;
grant select, insert, update on departure_papers to kopuro_app;
grant select, insert on departure_paper_changes to kopuro_app;

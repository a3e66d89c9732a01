-- Applications that went to partners past the office, as far as it has learnt of them.

create table straight_applications (
  institution_id text not null,
  id uuid not null default uuidv7(),
  call_id uuid not null,
  name text not null,
  email text,
  -- To which hosts, in words.
  hosts text not null,
  how text not null,
  learnt_on date not null,
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  request_key uuid not null,
  -- It was a mistake: it stays, and is shown to nobody.
  removed_at timestamptz,
  removed_by text,
  primary key (institution_id, id),
  unique (institution_id, request_key),
  foreign key (institution_id, call_id) references calls (institution_id, id),
  constraint straight_removed_by_somebody check ((removed_at is null) = (removed_by is null))
);
create index straight_of_call on straight_applications (institution_id, call_id);
select isolate('straight_applications');
grant select, insert, update on straight_applications to kopuro_app;

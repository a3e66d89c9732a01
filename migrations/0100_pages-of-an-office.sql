-- What an office says at length of one subject, as its pack has it; the shape is checked when it is read.
create table office_pages (
  institution_id text not null references institutions (id),
  id text not null,
  said jsonb not null,
  sort_order int not null default 0,
  edited_at timestamptz,
  primary key (institution_id, id)
);
select isolate('office_pages'::regclass);
grant select, insert, update, delete on office_pages to kopuro_app;

alter table institution_facts drop constraint institution_facts_kind_check;
alter table institution_facts add check (kind in ('history', 'aim', 'direction', 'language', 'number', 'quality',
  'cooperation', 'symbol', 'motto', 'function', 'basis'));

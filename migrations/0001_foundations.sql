-- One installation, several institutions: every row that belongs to one carries institution_id, first in its keys, and row
-- security keeps them apart for the role that the program works as. The connection says where it is with the setting
-- kopuro.institution; '-' is the program itself.

create extension if not exists btree_gist;

-- Puts a table under row security. The function is the only place that writes a policy.
create function isolate(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format(
    'create policy institution on %s using (institution_id = current_setting(''kopuro.institution'', true))
       with check (institution_id = current_setting(''kopuro.institution'', true))', target);
end $$;

-- For tables whose rows are history: nobody changes or removes them, not even the owner by mistake.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are history and are never changed', tg_table_name using errcode = 'KP001';
end $$;

create table institutions (
  id text primary key check (id ~ '^[a-z][a-z0-9-]{1,30}$' and id not in ('en', 'ru', 'ky', 'my', 'desk', 'api', 'p', 'check', 'assets')),
  name jsonb not null,
  short jsonb not null,
  city jsonb not null,
  colour text not null check (colour ~ '^#[0-9a-f]{6}$'),
  letter_languages text[] not null,
  office_unit text not null,
  intro jsonb not null,
  settings jsonb not null,
  signatory text,
  sort_order int not null default 0,
  pack_hash text,
  edited_at timestamptz
);

grant select, insert, update on institutions to kopuro_app;

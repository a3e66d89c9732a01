-- Programmes of cooperation that pay for work abroad: who funds, for how many years, what they ask and what they give.

create table funding_programmes (
  institution_id text not null references institutions (id),
  id text not null check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name jsonb not null,
  funder jsonb,
  country text check (country ~ '^[A-Z]{2}$'),
  -- Whole years; both null where the funder's page names none.
  first_year int check (first_year between 1900 and 2200),
  last_year int check (last_year between 1900 and 2200),
  -- What is said of it, in order: see funders/rules.ts.
  parts jsonb not null default '[]',
  source jsonb,
  sort_order int not null default 0,
  pack_hash text,
  edited_at timestamptz,
  edited_by text,
  withdrawn_at timestamptz,
  version int not null default 1,
  primary key (institution_id, id),
  constraint it_ends_after_it_begins check (last_year >= first_year)
);

select isolate('funding_programmes'::regclass);
grant select, insert, update, delete on funding_programmes to kopuro_app;

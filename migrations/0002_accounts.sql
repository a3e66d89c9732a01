-- Who may sign in. These tables belong to nobody's institution: one person has one account for all of them.
-- Shape: better-auth's core tables under our names.

create table accounts (
  id text primary key,
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  language text not null default 'en' check (language in ('en', 'ru', 'ky')),
  two_factor_enabled boolean default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table sessions (
  id text primary key,
  expires_at timestamptz not null,
  token text not null unique,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  ip_address text,
  user_agent text,
  user_id text not null references accounts (id) on delete cascade
);
create index sessions_user on sessions (user_id);

create table credentials (
  id text primary key,
  account_id text not null,
  provider_id text not null,
  user_id text not null references accounts (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index credentials_user on credentials (user_id);

create table verifications (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verifications_identifier on verifications (identifier);

create table second_factors (
  id text primary key,
  secret text not null,
  backup_codes text not null,
  user_id text not null references accounts (id) on delete cascade,
  verified boolean default true,
  failed_verification_count int default 0,
  locked_until timestamptz
);
create index second_factors_user on second_factors (user_id);

-- What an account may do, and where. A role that ended stays as a row.
create table memberships (
  account_id text not null references accounts (id) on delete cascade,
  institution_id text not null references institutions (id),
  role text not null check (role in ('deans-office', 'officer', 'commission', 'hr', 'rector', 'admin')),
  unit text,
  since date not null default current_date,
  until date,
  primary key (account_id, institution_id, role)
);

-- Attempts at sign-in and public forms, counted by window: shared by all processes.
create unlogged table attempts (
  key text not null,
  window_start timestamptz not null,
  count int not null default 1,
  primary key (key, window_start)
);

grant select, insert, update, delete on accounts, sessions, credentials, verifications, second_factors, memberships, attempts
  to kopuro_app;

-- Who was selected is nominated at the host: how it was sent, what the host answered, and what the student has to do there.

-- What an office sent to a partner at one time. Its mail, its link and its letter carry its id.
create table nomination_sendings (
  institution_id text not null references institutions (id),
  id uuid not null,
  call_id uuid not null,
  partner_id uuid not null,
  how text not null check (how in ('mail', 'sheet', 'link', 'portal')),
  contact_name text not null,
  address text not null,
  language text not null check (language in ('en', 'ru', 'ky')),
  -- The last day for the partner's answer.
  answer_by date not null,
  message text not null default '',
  letter_id uuid,
  link_id uuid,
  -- The partner's own sheet as it was filled.
  sheet_name text,
  sheet_blob_id text,
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  -- The mail came back, as the office learnt otherwise than from the mail server.
  bounced_at timestamptz,
  primary key (institution_id, id),
  foreign key (institution_id, call_id) references calls (institution_id, id),
  foreign key (institution_id, partner_id) references partners (institution_id, id)
);
create index nomination_sendings_of_call on nomination_sendings (institution_id, call_id, partner_id);

-- One a case and partner; who has it follows from the state. What is still to be sent has no row.
create table nominations (
  institution_id text not null,
  id uuid not null default uuidv7(),
  call_id uuid not null,
  partner_id uuid not null,
  case_id uuid not null,
  sending_id uuid not null,
  state text not null check (state in ('sent', 'acknowledged', 'asked', 'accepted', 'refused', 'withdrawn')),
  since timestamptz not null,
  by_name text not null,
  primary key (institution_id, id),
  unique (institution_id, case_id, partner_id),
  foreign key (institution_id, sending_id) references nomination_sendings (institution_id, id),
  foreign key (institution_id, case_id) references cases (institution_id, id)
);
create index nominations_of_call on nominations (institution_id, call_id, partner_id);

create table nomination_events (
  institution_id text not null,
  id uuid not null default uuidv7(),
  nomination_id uuid not null,
  what text not null,
  at timestamptz not null,
  by_name text not null,
  -- Who did it: the office, the partner, the student, the program.
  party text not null check (party in ('office', 'partner', 'subject', 'program')),
  note text not null default '',
  primary key (institution_id, id),
  foreign key (institution_id, nomination_id) references nominations (institution_id, id)
);
create index nomination_events_of on nomination_events (institution_id, nomination_id);
create trigger nomination_events_are_history before update or delete on nomination_events
  for each row execute function refuse_change();

-- The papers that went with a sending.
create table nomination_papers (
  institution_id text not null,
  sending_id uuid not null,
  file_id uuid not null,
  primary key (institution_id, sending_id, file_id),
  foreign key (institution_id, sending_id) references nomination_sendings (institution_id, id),
  foreign key (institution_id, file_id) references document_files (institution_id, id)
);

-- What nominated students have to do at the host, and until when: [{"on": "2027-01-15", "what": "…"}].
create table host_procedures (
  institution_id text not null,
  call_id uuid not null,
  partner_id uuid not null,
  text text not null,
  site text not null default '',
  dates jsonb not null default '[]',
  version int not null,
  at timestamptz not null,
  by_name text not null,
  primary key (institution_id, call_id, partner_id),
  foreign key (institution_id, call_id) references calls (institution_id, id),
  foreign key (institution_id, partner_id) references partners (institution_id, id)
);

-- A partner's own table of nominations, and where what goes: {"sheet", "row", "columns": {"B": "{{family}}"}, "cells": {…}}.
create table partner_templates (
  institution_id text not null,
  id uuid not null,
  partner_id uuid not null,
  name text not null,
  bytes int not null,
  blob_id text not null,
  mapping jsonb not null,
  version int not null default 1,
  at timestamptz not null,
  by_name text not null,
  retired_at timestamptz,
  primary key (institution_id, id),
  foreign key (institution_id, partner_id) references partners (institution_id, id)
);
create unique index one_template_a_partner on partner_templates (institution_id, partner_id) where retired_at is null;

-- Files that go with a mail beside letters.
create table mail_files (
  institution_id text not null,
  mail_id uuid not null,
  position int not null,
  name text not null,
  type text not null,
  blob_id text not null,
  primary key (institution_id, mail_id, position),
  foreign key (institution_id, mail_id) references mails (institution_id, id)
);

select isolate(t) from unnest(
  array['nomination_sendings', 'nominations', 'nomination_events', 'nomination_papers', 'host_procedures',
    'partner_templates', 'mail_files']::regclass[]) t;
grant select, insert, update on nomination_sendings, nominations, host_procedures, partner_templates to kopuro_app;
grant select, insert on nomination_events, nomination_papers, mail_files to kopuro_app;

-- Partners that came with an agreement: taken back, they go with it.
alter table import_lines add also uuid[] not null default '{}';

-- Registers leave as JSON too, and contacts as cards.
alter table case_exports drop constraint case_exports_format_check,
  add constraint case_exports_format_check check (format in ('xlsx', 'csv', 'json', 'vcf'));

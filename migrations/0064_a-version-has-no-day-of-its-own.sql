-- No form ever filled it: what comes into force when stands in the note of the version, in the officer's words.
alter table publication_files drop column in_force_on;

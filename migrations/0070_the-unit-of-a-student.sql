-- The unit where somebody studies: its dean's office looks after its own students. It is the admission case's, until an
-- officer says otherwise. As with cases, no foreign key: a new pack may drop a unit, and its students stay.
alter table students add column unit text;
update students set unit = cases.unit from cases
  where cases.institution_id = students.institution_id and cases.id = students.case_id;
create index students_of_unit on students (institution_id, unit, id);

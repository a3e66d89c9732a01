-- Whom to call in an emergency goes when somebody's data are erased.
grant update on student_needs to kopuro_app;

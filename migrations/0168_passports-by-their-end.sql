-- The list of passports that end begins with the first to end, and stops when its page is full.
create index stay_passports_by_end on stay_records (institution_id, to_on, id) where kind = 'passport' and state = 'valid';

-- The letters that are to be given, the oldest first. The value of the enumeration is there since the migration before.
create index case_wait_letters on case_wait (commissioner_id, subject_id) where subject = 'letter';

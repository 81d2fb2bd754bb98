-- What happened to a person, and on no case of theirs, is told by subject access.
create index audit_entry_of_person on audit_entry (commissioner_id, subject_id) where case_id is null;

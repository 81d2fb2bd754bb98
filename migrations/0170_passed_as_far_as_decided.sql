-- What is passed is passed for the line, who would be paid, and the amount that were looked at: the words alone say nothing of another payee or of a larger sum.
alter table spending_check add column payee text;
comment on column spending_check.words_hash is 'SHA-256 of the words as they are read, of the line and of who would be paid: what is the same is looked at once on a case.';
-- What was passed before by its words alone is in force no more: it is looked at again where it is bought again.

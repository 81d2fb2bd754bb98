-- The second officer reads the account too: by what they know it is kept beside the first one's. What was confirmed before this has none.
alter table give_back
  add column confirmed_evidence text,
  add constraint give_back_two_papers_check check (confirmed_evidence is null or confirmed_by is not null);
grant update (confirmed_evidence) on give_back to recovery_budgets_app;
-- Entries of the register that show one certificate of registration are one payee, whatever they are called.
create index payee_evidence_by_registration on payee_evidence (commissioner_id, document_hash) where kind = 'registration' and document_hash is not null;

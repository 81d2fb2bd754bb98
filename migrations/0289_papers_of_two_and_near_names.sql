-- A name that is typed and nearly that of somebody who is paid no more is a signal.
alter type concern_reason add value 'name-like-stopped';
-- One document that was seen for two payees, of whom one is a human: an officer says why, and it is looked at where they are paid.
alter table payee_evidence add column shared_because text;
create index payee_evidence_by_document on payee_evidence (commissioner_id, document_hash) where document_hash is not null;

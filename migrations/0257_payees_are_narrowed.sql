-- The list of payees is narrowed to a kind, or to those who were ended: each is read in the order of the list, as far as a page needs.
create index payee_by_kind on payee (commissioner_id, kind, payee_id desc);
create index payee_ended on payee (commissioner_id, payee_id desc) where ended_at is not null;

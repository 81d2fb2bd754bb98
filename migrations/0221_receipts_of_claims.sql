-- A document is looked for among everything that was claimed back, and claims are looked at for what they share with others.
create index waiting_claim_by_receipt on waiting_claim (commissioner_id, document_hash) where document_hash is not null and status <> 'withdrawn';
create index waiting_claim_by_time on waiting_claim (commissioner_id, claimed_at) where no_receipt_because is null and status <> 'withdrawn';

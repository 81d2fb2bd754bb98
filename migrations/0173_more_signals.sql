-- One receipt for the purchases of two cases, and a large sum into an account that was changed shortly before.
alter type concern_reason add value 'document-in-two-cases';
alter type concern_reason add value 'account-changed-large-sum';
-- The accounts that were changed in the last weeks are looked at again and again.
create index bank_account_by_confirmation on bank_account (commissioner_id, decided_at) where status = 'confirmed';

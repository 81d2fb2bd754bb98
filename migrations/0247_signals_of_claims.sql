-- A signal of a receipt that is claimed for says which claim showed it, once for each claim and reason, as one of a purchase does.
alter table concern_report add column waiting_claim_id uuid;
alter table concern_report add constraint concern_report_one_thing_check check (num_nonnulls(purchase_id, waiting_claim_id) <= 1);
create unique index concern_report_one_per_claim on concern_report (commissioner_id, waiting_claim_id, reason) where waiting_claim_id is not null;
-- What an account shows is looked for from the last that was done with it: it can be denied long after it was given.
create index bank_account_by_last_act on bank_account (commissioner_id, greatest(proposed_at, told_at, decided_at));

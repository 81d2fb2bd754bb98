-- An audit can find that the document of a receipt shows nothing; what a scanner found harmful says so by itself.
alter table document add column refused_at timestamptz;
grant update (refused_at) on document to recovery_budgets_app;
-- Since when the receipt of a purchase is asked for again: its days count from then, and what was done before was of the days before.
alter table purchase add column asked_again_on date;
grant update (asked_again_on) on purchase to recovery_budgets_app;
alter table receipt_chase drop constraint receipt_chase_pkey;
alter table receipt_chase add constraint receipt_chase_pkey primary key (commissioner_id, purchase_id, step, chased_on);
-- By these the service finds what is to be asked for again.
create index document_found_harmful on document (commissioner_id, document_id) where scan = 'infected' and replaced_by is null;
create index audit_sample_item_without_evidence on audit_sample_item (commissioner_id, purchase_id)
  where finding = 'evidence-missing' and purchase_id is not null;
-- What an audit found is a concern, as often as it is found; what the service notices is one once.
alter type concern_reason add value 'audit-finding';
drop index concern_report_one_per_signal;
create unique index concern_report_one_per_signal on concern_report (commissioner_id, purchase_id, reason)
  where purchase_id is not null and raised_as = 'service';
create index concern_report_by_purchase on concern_report (commissioner_id, purchase_id) where purchase_id is not null;

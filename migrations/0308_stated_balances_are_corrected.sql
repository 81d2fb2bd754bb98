-- What an organisation said that it holds is corrected until the commissioner has signed: the first stays, and another takes its place.
alter table float_reconciliation add column replaced_at timestamptz;
alter table float_reconciliation add column instead_of uuid;
alter table float_reconciliation add constraint float_reconciliation_signed_stands_check check (replaced_at is null or signed_at is null);
alter table float_reconciliation add constraint float_reconciliation_instead_of foreign key (commissioner_id, instead_of)
  references float_reconciliation (commissioner_id, float_reconciliation_id);
create unique index float_reconciliation_instead_of_once on float_reconciliation (commissioner_id, instead_of) where instead_of is not null;
drop index float_reconciliation_one_per_period;
create unique index float_reconciliation_one_per_period on float_reconciliation (commissioner_id, organisation_id, period_from) where replaced_at is null;
grant update (replaced_at) on float_reconciliation to recovery_budgets_app;

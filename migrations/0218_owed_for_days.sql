-- What a provider gave before its line closed, and what the bank could not pay, is owed whatever has closed; no schedule pays its days again.
alter table payment add column owed_for_days boolean not null default false,
  add constraint payment_owed_for_days_check check (not owed_for_days or purpose = 'owed' and purchase_id is null);
-- What is owed for days of the schedule is money to hold where the schedule's was; what is owed for what was bought already is not.
alter table payment drop constraint payment_to_hold_check;
alter table payment add constraint payment_to_hold_check
  check (case when purpose = 'owed' and not owed_for_days then not to_hold else to_hold or payee_id is not null end);

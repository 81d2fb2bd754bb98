-- What a provider gave before its line closed, and what the bank could not pay, is owed whatever has closed; no schedule pays its days again.
alter table payment add column owed_for_days boolean not null default false,
  add constraint payment_owed_for_days_check check (not owed_for_days or purpose = 'owed' and purchase_id is null);

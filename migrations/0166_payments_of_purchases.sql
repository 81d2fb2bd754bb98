-- What a provider is owed for a purchase is paid to it: by one payment at a time, whoever asks how often.
alter table payment add column purchase_id uuid,
  add constraint payment_of_purchase foreign key (commissioner_id, purchase_id) references purchase (commissioner_id, purchase_id) on delete cascade,
  add constraint payment_of_payee foreign key (commissioner_id, payee_id) references payee (commissioner_id, payee_id),
  add constraint payment_of_purchase_owed_check check (purchase_id is null or (purpose = 'owed' and payee_id is not null));
create unique index payment_one_per_purchase on payment (commissioner_id, purchase_id)
  where purchase_id is not null and cancelled_at is null and failure is null;
-- A payment by the schedule at more than the rate that was agreed with the provider waits.
alter type payment_hold_reason add value 'agreed-rate-exceeded';
alter type payment_cancellation add value 'purchase-reversed';

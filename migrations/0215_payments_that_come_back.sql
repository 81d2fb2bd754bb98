-- A payment can come back after the bank has paid it, whole or in part: from whoever was paid, read by two as all that comes back is.
alter type giver add value 'payee';
alter table give_back add column payment_id uuid;
alter table give_back add constraint give_back_of_payment foreign key (commissioner_id, payment_id)
  references payment (commissioner_id, payment_id) on delete cascade;
-- By its text: a value that a transaction adds cannot be used in it.
alter table give_back add constraint give_back_of_payee_check check ((given_by::text = 'payee') = (payment_id is not null));
create index give_back_by_payment on give_back (commissioner_id, payment_id) where payment_id is not null;

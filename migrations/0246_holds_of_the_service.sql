-- What the service holds while it is checked says no more than that, whether a concern is looked into or the books do not agree; and what is held by hand is held by somebody.
alter type payment_hold_reason rename value 'money-missing' to 'being-checked';
alter table payment no force row level security;
update payment set hold_reason = 'being-checked' where hold_reason = 'by-hand' and held_by is null;
alter table payment force row level security;
alter table payment add constraint payment_held_by_hand_check check ((hold_reason = 'by-hand') = (held_by is not null));

-- What becomes of the money of a line on its way: set aside for a payment that is planned, handed to the bank, in the person's hands, bought and not paid
-- yet, given back, taken back. What was spent before stays spent: nobody knows any more whether it was paid.
alter type account_kind add value 'committed';
alter type account_kind add value 'pending';
alter type account_kind add value 'held';
alter type account_kind add value 'owed';
alter type account_kind add value 'returned';
alter type account_kind add value 'recovered';
alter type ledger_entry_kind add value 'commitment';
alter type ledger_entry_kind add value 'instruction';
alter type ledger_entry_kind add value 'settlement';
alter type ledger_entry_kind add value 'failure';
alter type ledger_entry_kind add value 'return';
alter type ledger_entry_kind add value 'recovery';
-- What was reversed of a purchase so far; it is reversed as a whole once that is all of it.
alter table purchase add column reversed_pence bigint not null default 0;
alter table purchase no force row level security;
update purchase set reversed_pence = amount_pence where reversed_at is not null;
alter table purchase force row level security;
alter table purchase add constraint purchase_reversed_within check (reversed_pence between 0 and amount_pence),
  add constraint purchase_reversed_whole check ((reversed_at is null) = (reversed_pence < amount_pence));
grant update (reversed_pence) on purchase to recovery_budgets_app;

-- What the person adds of their own is in the book as well, on two accounts of its line: what they gave, and what became of it.
alter type account_kind add value 'own';
alter type account_kind add value 'own-spent';
alter type ledger_entry_kind add value 'own-money';
alter type ledger_entry_kind add value 'own-money-back';
alter table purchase
  add column own_pence bigint not null default 0,
  add column own_reversed_pence bigint not null default 0,
  add constraint purchase_own_check check (own_reversed_pence between 0 and own_pence);
alter table account drop constraint account_not_overdrawn;
-- By the text: a kind that was added is not used before its migration is over.
alter table account add constraint account_not_overdrawn check (
  kind::text in ('float', 'paid-in') or case
    when kind::text = 'funding' then true
    when kind::text in ('commissioner', 'local-authority', 'pool', 'own') then balance_pence <= 0
    else balance_pence >= 0 end);
grant update (own_reversed_pence) on purchase to recovery_budgets_app;

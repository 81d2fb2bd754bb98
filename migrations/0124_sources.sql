-- Who pays which part of a plan: an account for each funder, held by the plan, with its weight in the split. What is on it is what it gave, below nothing.
-- What is allocated, released and given back goes through the funding of the case, which comes out as nothing: all but the reserve, and plans that were agreed
-- before anybody knew whose money it was.
alter type account_kind add value 'commissioner';
alter type account_kind add value 'local-authority';
alter type account_kind add value 'pool';
alter type ledger_entry_kind add value 'funding';
alter table account add column weight bigint;
alter table account drop constraint account_not_overdrawn;
alter table account add constraint account_not_overdrawn check (
    case when kind::text = 'funding' then true
      when kind::text in ('commissioner', 'local-authority', 'pool') then balance_pence <= 0
      else balance_pence >= 0 end),
  add constraint account_weight check (
    (kind::text in ('commissioner', 'local-authority', 'pool')) = (weight is not null) and coalesce(weight, 0) >= 0);

-- What is with the bank for what was bought goes to the account of its own, as an entry of now: what was told before stays as it was told.
alter table payment no force row level security;
alter table account no force row level security;
alter table ledger_entry no force row level security;
alter table ledger_posting no force row level security;
create temporary table was_owed on commit drop as
  select *, ordered_id() as ledger_entry_id from (
    select commissioner_id, case_id, plan_line_id, sum(amount_pence)::bigint as pence
    from payment where purpose = 'owed' and instructed_at is not null and settled_at is null and cancelled_at is null
    group by commissioner_id, case_id, plan_line_id) p;
insert into account (commissioner_id, holder_id, kind, case_id, balance_pence)
  select commissioner_id, plan_line_id, 'paying', case_id, pence from was_owed;
update account a set balance_pence = a.balance_pence - w.pence from was_owed w
  where a.commissioner_id = w.commissioner_id and a.holder_id = w.plan_line_id and a.kind = 'pending';
insert into ledger_entry (commissioner_id, ledger_entry_id, case_id, kind, plan_line_id, recorded_by, recorded_at)
  select commissioner_id, ledger_entry_id, case_id, 'instruction', plan_line_id, 'system', now() from was_owed;
insert into ledger_posting (commissioner_id, ledger_entry_id, place, from_id, from_kind, to_id, to_kind, amount_pence)
  select commissioner_id, ledger_entry_id, 0, plan_line_id, 'pending', plan_line_id, 'paying', pence from was_owed;
set constraints all immediate;
alter table payment force row level security;
alter table account force row level security;
alter table ledger_entry force row level security;
alter table ledger_posting force row level security;

-- What a person laid out from their direct payment is paid to the account of the budget: to no payee.
alter table payment drop constraint payment_of_purchase_owed_check;
alter table payment add constraint payment_of_purchase_owed_check check (purchase_id is null or purpose = 'owed');
-- What is owed for what was bought is in nobody's hands; what is owed beside that is where it was to be held: what a crisis brought too.
alter table payment drop constraint payment_to_hold_check;
alter table payment add constraint payment_to_hold_check
  check (case when purchase_id is not null then not to_hold when purpose = 'owed' then true else to_hold or payee_id is not null end);
-- What they are paid for it is in their hands where the purchase is taken back later.
drop index payment_held_of_line;
create index payment_held_of_line on payment (commissioner_id, plan_line_id)
  where (to_hold or purchase_id is not null and payee_id is null) and paid_on is not null;

-- What was laid out before is owed still, and no payment was ever planned for it. It has been due since it was recorded.
alter table payment no force row level security;
alter table purchase no force row level security;
alter table plan_line no force row level security;
alter table line_holding no force row level security;
alter table ledger_entry no force row level security;
alter table ledger_posting no force row level security;
insert into payment (commissioner_id, payment_id, case_id, plan_line_id, payee_id, purpose, amount_pence, from_on, until_on, due_on,
    reference, planned_at, purchase_id, to_hold)
  select commissioner_id, payment_id, case_id, plan_line_id, null, 'owed'::payment_purpose, pence, bought_on, bought_on, due_on,
    upper(right(replace(payment_id::text, '-', ''), 18)), now(), purchase_id, false
  from (select p.commissioner_id, ordered_id() as payment_id, p.case_id, p.plan_line_id, p.purchase_id, p.bought_on,
      (p.recorded_at at time zone 'Europe/London')::date as due_on, o.pence
    from purchase p
    join plan_line l on l.commissioner_id = p.commissioner_id and l.plan_line_id = p.plan_line_id
    cross join lateral (select sum(case when g.to_kind = 'owed' then g.amount_pence else -g.amount_pence end) as pence
      from ledger_entry e
      join ledger_posting g on g.commissioner_id = e.commissioner_id and g.ledger_entry_id = e.ledger_entry_id
      where e.commissioner_id = p.commissioner_id and e.case_id = p.case_id and e.purchase_id = p.purchase_id
        and (g.to_kind = 'owed' or g.from_kind = 'owed')) o
    -- How the line was held when it was bought.
    where coalesce((select h.from_deployment from line_holding h
        where h.commissioner_id = l.commissioner_id and h.plan_line_id = l.plan_line_id and h.took_effect_at > p.recorded_at
        order by h.took_effect_at limit 1), l.deployment) = 'direct-payment'
      and o.pence > 0
      and not exists (select from payment x where x.commissioner_id = p.commissioner_id and x.purchase_id = p.purchase_id)) laid_out;
alter table payment force row level security;
alter table purchase force row level security;
alter table plan_line force row level security;
alter table line_holding force row level security;
alter table ledger_entry force row level security;
alter table ledger_posting force row level security;

-- A budget is given for a period, and what is agreed and spent in it counts together. Budgets from before are given the year that began with
-- the person's first budget in the scheme, and each year after it.
alter table indicative_budget add column period_from date, add column period_until date;
alter table indicative_budget no force row level security;
alter table budget_case no force row level security;
with first_adopted as (
  select b.commissioner_id, b.indicative_budget_id, (b.adopted_at at time zone 'Europe/London')::date as adopted_on,
    min((b.adopted_at at time zone 'Europe/London')::date) over (partition by c.commissioner_id, c.person_id, c.scheme_id) as first_on
  from indicative_budget b join budget_case c on c.commissioner_id = b.commissioner_id and c.case_id = b.case_id
)
update indicative_budget b set
    period_from = (f.first_on + extract(year from age(f.adopted_on, f.first_on)) * interval '1 year')::date,
    period_until = (f.first_on + (extract(year from age(f.adopted_on, f.first_on)) + 1) * interval '1 year')::date - 1
  from first_adopted f where f.commissioner_id = b.commissioner_id and f.indicative_budget_id = b.indicative_budget_id;
alter table indicative_budget force row level security;
alter table budget_case force row level security;
alter table indicative_budget
  alter column period_from set not null,
  alter column period_until set not null,
  add constraint indicative_budget_period_check check (period_from <= period_until);

-- A plan has the period of the budget that it was agreed from, and keeps how much who agreed to it could agree to in it; null for one of before.
alter table support_plan
  add column period_from date,
  add column period_until date,
  add column agreed_limit_pence bigint,
  add constraint support_plan_period_check check ((period_from is null) = (period_until is null) and period_from <= period_until);
grant update (period_from, period_until, agreed_limit_pence) on support_plan to recovery_budgets_app;

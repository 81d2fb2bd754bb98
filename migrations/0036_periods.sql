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

-- What is odd about a purchase or its receipt, compared with others of the tenant: marked and listed, and refused to nobody.
create type purchase_mark_reason as enum ('same-document', 'same-purchase', 'issued-before-plan', 'issued-far-off');
create table purchase_mark (
  commissioner_id uuid not null,
  purchase_id uuid not null,
  reason purchase_mark_reason not null,
  like_purchase_id uuid,
  marked_at timestamptz not null,
  constraint purchase_mark_pkey primary key (commissioner_id, purchase_id, reason),
  constraint purchase_mark_of foreign key (commissioner_id, purchase_id) references purchase,
  constraint purchase_mark_like foreign key (commissioner_id, like_purchase_id) references purchase
);
create index receipt_by_document on receipt (commissioner_id, document_hash);
alter table purchase_mark enable row level security;
alter table purchase_mark force row level security;
create policy tenant on purchase_mark using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert on purchase_mark to recovery_budgets_app;

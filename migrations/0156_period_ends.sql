-- The period of a plan is over: once, with the rule of the scheme as it was then, and what of each line it lets the person keep. Nothing is taken by it.
create table period_end (
  commissioner_id uuid not null,
  period_end_id uuid not null,
  case_id uuid not null,
  support_plan_id uuid not null,
  from_on date not null,
  until_on date not null,
  scheme_version integer not null,
  -- [{planLineId, line, title, unspentPence, carriedPence, overPence, ringFenced}]
  lines json not null,
  over_pence bigint not null,
  ended_at timestamptz not null,
  primary key (commissioner_id, period_end_id),
  constraint period_end_days_check check (until_on >= from_on),
  constraint period_end_over_check check (over_pence >= 0),
  constraint period_end_once unique (commissioner_id, support_plan_id),
  constraint period_end_of_case foreign key (commissioner_id, case_id)
    references budget_case (commissioner_id, case_id) on delete cascade,
  constraint period_end_of_plan foreign key (commissioner_id, support_plan_id)
    references support_plan (commissioner_id, support_plan_id) on delete cascade
);
create index period_end_by_case on period_end (commissioner_id, case_id, period_end_id desc);
create index period_end_left_over on period_end (commissioner_id, period_end_id desc) where over_pence > 0;
create index support_plan_by_last_day on support_plan (commissioner_id, period_until, support_plan_id) where status in ('agreed', 'active');
create index surplus_recovery_by_plan on surplus_recovery (commissioner_id, support_plan_id);
alter table period_end enable row level security;
alter table period_end force row level security;
create policy tenant on period_end using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert on period_end to recovery_budgets_app;

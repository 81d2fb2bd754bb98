-- Which plan took the place of one, so that an appeal which is won can give back what was taken by it.
alter table support_plan add column superseded_by uuid;
alter table support_plan add constraint support_plan_superseded_by foreign key (commissioner_id, superseded_by)
  references support_plan (commissioner_id, support_plan_id) on delete cascade deferrable initially deferred;
create index support_plan_by_successor on support_plan (commissioner_id, superseded_by);
grant update (superseded_by) on support_plan to recovery_budgets_app;
alter table support_plan no force row level security;
alter table audit_entry no force row level security;
update support_plan p set superseded_by = s.support_plan_id
  from audit_entry a, support_plan s
  where a.type = 'support-plan.superseded' and a.commissioner_id = p.commissioner_id and a.subject_id = p.support_plan_id
    and s.commissioner_id = p.commissioner_id and s.support_plan_id::text = a.facts ->> 'by';
alter table audit_entry force row level security;
alter table support_plan force row level security;

-- A line that a decision had taken, and what was given back of it when an appeal was won: for which days the person had not had it, and what of it
-- the budget would have paid for on those days, which is told and not paid back by itself.
create table restored_line (
  commissioner_id uuid not null,
  plan_line_id uuid not null,
  appeal_id uuid not null,
  case_id uuid not null,
  lost_from date not null,
  restored_on date not null,
  restored_pence bigint not null,
  lost_pence bigint not null,
  primary key (commissioner_id, plan_line_id, appeal_id),
  constraint restored_line_of_line foreign key (commissioner_id, plan_line_id)
    references plan_line (commissioner_id, plan_line_id) on delete cascade,
  constraint restored_line_by_appeal foreign key (commissioner_id, appeal_id)
    references appeal (commissioner_id, appeal_id) on delete cascade,
  constraint restored_line_of_case foreign key (commissioner_id, case_id)
    references budget_case (commissioner_id, case_id) on delete cascade,
  constraint restored_line_days_check check (restored_on >= lost_from),
  constraint restored_line_pence_check check (restored_pence >= 0 and lost_pence >= 0)
);
create index restored_line_of_one_case on restored_line (commissioner_id, case_id);
create index restored_line_of_one_appeal on restored_line (commissioner_id, appeal_id);
alter table restored_line enable row level security;
alter table restored_line force row level security;
create policy tenant on restored_line using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert on restored_line to recovery_budgets_app;

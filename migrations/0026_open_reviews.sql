-- A review that is still to come is of the plan that the case spends under when it is held: it keeps which only then.
alter table review alter column support_plan_id drop not null;
update review v set support_plan_id = null from budget_case c
  where c.commissioner_id = v.commissioner_id and c.case_id = v.case_id and c.ended_at is null
    and v.status in ('scheduled', 'awaiting-decision');

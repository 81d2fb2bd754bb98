-- A review that is still to come is of the plan that the case spends under when it is held: it keeps which only then, or when it ends with its
-- case. What was still open of a case that has ended is cancelled.
alter table review alter column support_plan_id drop not null;

drop index review_one_scheduled_per_kind;
create type review_status_with_cancelled as enum ('scheduled', 'awaiting-decision', 'done', 'void', 'cancelled');
alter table review alter status type review_status_with_cancelled using status::text::review_status_with_cancelled;
drop type review_status;
alter type review_status_with_cancelled rename to review_status;
create unique index review_one_scheduled_per_kind on review (commissioner_id, case_id, kind) where status in ('scheduled', 'awaiting-decision');

update review v set status = 'cancelled', version = v.version + 1 from budget_case c
  where c.commissioner_id = v.commissioner_id and c.case_id = v.case_id and c.ended_at is not null
    and v.status in ('scheduled', 'awaiting-decision');
update review set support_plan_id = null where status in ('scheduled', 'awaiting-decision');
alter table review add constraint review_support_plan_check check ((support_plan_id is null) = (status in ('scheduled', 'awaiting-decision')));

-- A step that was done late and taken back goes on late; the days in between are a pause.
alter type pause_reason add value 'taken-back' before 'budget-ended';

-- What is asked for off the plan is of one element, where the budget has two: otherwise it could take what is left of the other body's.
alter table off_plan_request add column element budget_element;
alter table off_plan_request no force row level security;
alter table plan_line no force row level security;
update off_plan_request r set element = l.element from plan_line l
  where l.commissioner_id = r.commissioner_id and l.support_plan_id = r.support_plan_id and l.key = coalesce(r.takes_from, r.line);
alter table off_plan_request force row level security;
alter table plan_line force row level security;

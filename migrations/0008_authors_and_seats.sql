-- Everybody who had a hand in a plan's text, not only the last: none of them decides on it, or hears an appeal about it.
alter table support_plan rename column author_id to author_ids;
alter table support_plan alter column author_ids type text[] using array[author_ids];
alter table support_plan no force row level security;
alter table support_plan_version no force row level security;
update support_plan p set author_ids = array(
  select unnest(p.author_ids) union select v.submitted_by from support_plan_version v
  where v.commissioner_id = p.commissioner_id and v.support_plan_id = p.support_plan_id);
alter table support_plan force row level security;
alter table support_plan_version force row level security;

-- A case is seen by whoever it waits for, whatever the tier is called.
drop index budget_case_by_tier;

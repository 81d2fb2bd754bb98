-- Payments to an organisation that holds money follow once it is registered as a payee, and those to anybody once they are ended or opened again. What is to be followed has an identifier of its own, so that what
-- changes meanwhile is followed too. Those of before are followed once.
alter table payee add column to_follow uuid;
alter table payee no force row level security;
update payee set to_follow = ordered_id() where organisation_id is not null;
alter table payee force row level security;
create index payee_to_follow on payee (commissioner_id, payee_id) where to_follow is not null;
grant update (to_follow) on payee to recovery_budgets_app;
-- In the order of their cases.
drop index plan_line_by_holder;
create index plan_line_by_holder on plan_line (commissioner_id, holder_id, case_id);

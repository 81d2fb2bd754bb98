-- A plan whose notice is over, and whose lines come to more than is left of the budget, waits and is told of once: since when, and by how much it is too much.
alter table support_plan add column waits_since date, add column short_pence bigint;
alter table support_plan add constraint support_plan_short_check check ((waits_since is null) = (short_pence is null) and (short_pence is null or short_pence > 0));
grant update (waits_since, short_pence) on support_plan to recovery_budgets_app;
alter type wait_step add value 'plan-waits-for-budget';

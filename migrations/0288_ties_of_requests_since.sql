-- What ties who would be paid to the case can be declared while a request waits: what it was decided with is kept.
grant update (ties) on off_plan_request to recovery_budgets_app;

-- A service that covers a part of the week says when it can be reached: cover outside its hours is none.
alter table current_service add column hours json;
grant update (hours) on current_service to recovery_budgets_app;

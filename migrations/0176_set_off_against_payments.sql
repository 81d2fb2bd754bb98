-- Money that a person has not spent is taken back, or set off against the payments that are to come.
create type surplus_recovery_kind as enum ('taken-back', 'set-off');
alter table surplus_recovery add column kind surplus_recovery_kind not null default 'taken-back';
alter table surplus_recovery alter column kind drop default;
-- What is being set off is looked at once a day.
alter table surplus_recovery add column looked_on date;
grant update (looked_on) on surplus_recovery to recovery_budgets_app;
alter type surplus_recovery_status add value 'setting-off';
alter type decision_outcome add value 'set-off';

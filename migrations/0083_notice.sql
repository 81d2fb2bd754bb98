-- A changed plan that takes away what a person relies on is agreed with notice: what they have goes on until the day is over, and while they appeal.
alter type plan_status add value 'awaiting-notice';
alter type decision_outcome add value 'agreed-with-reduction';
alter type clock_kind add value 'reduction-notice';
alter table support_plan add column takes_effect_after date;
grant update (takes_effect_after) on support_plan to recovery_budgets_app;

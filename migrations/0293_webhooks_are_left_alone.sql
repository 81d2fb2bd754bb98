-- Until when a receiver asked that nothing be sent to it: not what it refused alone, but anything of its webhook.
alter table webhook add column left_alone_until timestamptz;
grant update (left_alone_until) on webhook to recovery_budgets_app;

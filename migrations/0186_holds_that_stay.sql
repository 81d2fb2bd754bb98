-- When somebody released what was held by hand: what is planned anew for the days of a payment that was held, and that nobody released since, is held as well.
alter table payment add column released_at timestamptz;
grant update (released_at) on payment to recovery_budgets_app;

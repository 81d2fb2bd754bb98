-- What a payment was held for before it was put into a run: a run that is given up leaves each as it was.
alter table payment add column held_before payment_hold_reason;
alter table payment add constraint payment_held_before_check check (held_before is null or pay_run_id is not null);
grant update (held_before) on payment to recovery_budgets_app;

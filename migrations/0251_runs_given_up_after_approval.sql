-- A run that was approved, and of which no file was made, is given up by two people: the first asks for it. Its payments leave it in parts, and it is settled once none is left.
alter table pay_run add column cancel_asked_by text, add column cancel_asked_at timestamptz, add column cancelled_by text;
alter table pay_run drop constraint pay_run_cancelled_before_check;
alter table pay_run add constraint pay_run_cancelled_unfiled_check check (cancelled_at is null or filed_at is null);
alter table pay_run add constraint pay_run_cancel_asked_check
  check (num_nonnulls(cancel_asked_by, cancel_asked_at) in (0, 2) and (cancel_asked_at is null or approved_at is not null));
alter table pay_run add constraint pay_run_cancelled_by_two_check check (cancelled_at is null or approved_at is null
  or num_nonnulls(cancel_asked_by, cancelled_by) = 2 and cancelled_by <> cancel_asked_by);
grant update (cancel_asked_by, cancel_asked_at, cancelled_by) on pay_run to recovery_budgets_app;

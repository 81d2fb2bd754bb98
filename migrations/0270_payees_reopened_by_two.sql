-- A payee who was ended is paid again once a second officer asks for it too, each with a reason.
alter table payee
  add column reopening_asked_by text, add column reopening_asked_at timestamptz, add column reopening_because text,
  add column reopened_by text, add column reopened_at timestamptz, add column reopened_because text;
alter table payee add constraint payee_reopening_asked_check
  check (num_nonnulls(reopening_asked_by, reopening_asked_at) in (0, 2) and (reopening_asked_at is null or ended_at is not null and reopening_because is not null));
alter table payee add constraint payee_reopened_check check (num_nonnulls(reopened_by, reopened_at, reopened_because) in (0, 3));
grant update (reopening_asked_by, reopening_asked_at, reopening_because, reopened_by, reopened_at, reopened_because) on payee to recovery_budgets_app;

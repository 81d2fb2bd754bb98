-- What a payment was held for before it was put into a run: a run that is given up leaves each as it was.
alter table payment add column held_before payment_hold_reason;
alter table payment add constraint payment_held_before_check check (held_before is null or pay_run_id is not null);
grant update (held_before) on payment to recovery_budgets_app;
-- In which roles, and for which organisation, an account said what it wants to be told of: what waits for a role, and for nobody by name, is told to those who hold it.
alter table notification_preference add column roles text[] not null default '{}', add column organisation_id uuid;
alter table notification_preference add constraint notification_preference_roles_of_accounts_check
  check (actor_id is not null or cardinality(roles) = 0 and organisation_id is null);
grant update (roles, organisation_id) on notification_preference to recovery_budgets_app;

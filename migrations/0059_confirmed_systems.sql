-- A system asks in its own name only once a second human has confirmed it. Those that were registered before wait for that too: nobody knows how
-- many people looked at them.
alter table machine_client
  add column confirmed_by text,
  add column confirmed_at timestamptz,
  add constraint machine_client_confirmed_whole check ((confirmed_by is null) = (confirmed_at is null));
grant update (confirmed_by, confirmed_at) on machine_client to recovery_budgets_app;

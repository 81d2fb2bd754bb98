
-- When whoever takes messages was last asked which it could not deliver, and the letters that it can have been.
alter table notification_reading add column failures_asked_at timestamptz;
grant update (failures_asked_at) on notification_reading to recovery_budgets_app;
create index notification_letter_sent on notification (commissioner_id, settled_at)
  where actor_id is null and decision_id is not null and status = 'sent';

-- A concern has a day by which somebody takes it, and then settles it; and those who handle concerns are told that something waits.
alter table concern add column due_on date;
alter table concern no force row level security;
update concern set due_on = (opened_at at time zone 'Europe/London')::date + case state when 'open' then 7 else 84 end;
set constraints all immediate;
alter table concern force row level security;
alter table concern alter column due_on set not null;
create index concern_due on concern (commissioner_id, due_on, concern_id) where settled_at is null;
create index concern_due_by_level on concern (commissioner_id, level, due_on, concern_id) where settled_at is null;
create index concern_by_level on concern (commissioner_id, level, concern_id desc);
create index spending_freeze_ending on spending_freeze (commissioner_id, until_on) where lifted_at is null and kept_since is null;
grant update (due_on) on concern to recovery_budgets_app;

alter type notification_kind add value 'concern-waiting';
-- It is of no person and no case: who looks at what was told of them learns nothing of a concern.
alter table notification alter column person_id drop not null;
alter table notification add constraint notification_of_somebody_check
  check ((person_id is null) = (kind::text = 'concern-waiting') and (person_id is not null or case_id is null and actor_id is not null));

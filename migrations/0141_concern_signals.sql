-- How far the signals of concerns were looked for: up to which purchase or receipt, by their identifiers, which grow with time.
create table signal_watch (
  commissioner_id uuid primary key,
  looked_to uuid not null
);
alter table signal_watch enable row level security;
alter table signal_watch force row level security;
create policy tenant on signal_watch using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (looked_to) on signal_watch to recovery_budgets_app;

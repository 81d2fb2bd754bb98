-- What was bought by the day a line closed can be recorded after it.
alter table plan_line add column closed_on date;
alter table plan_line no force row level security;
alter table ledger_entry no force row level security;
update plan_line l set closed_on = coalesce(
    (select max((e.recorded_at at time zone 'Europe/London')::date) from ledger_entry e
      where e.commissioner_id = l.commissioner_id and e.case_id = l.case_id and e.kind = 'release'),
    current_date)
  where status = 'closed';
alter table plan_line force row level security;
alter table ledger_entry force row level security;
alter table plan_line add constraint plan_line_closed_check check ((status = 'closed') = (closed_on is not null));
grant update (closed_on) on plan_line to recovery_budgets_app;

-- A case that goes over to the record of another person takes its plans and letters along: whose they are is told of each, so that each has changed. The
-- letter itself is never written again; only when it changed is.
alter table letter no force row level security;
alter table letter add column changed_at timestamptz;
update letter set changed_at = date_trunc('milliseconds', written_at);
alter table letter alter column changed_at set default date_trunc('milliseconds', current_instant());
alter table letter alter column changed_at set not null;
alter table letter force row level security;
grant update (changed_at) on letter to recovery_budgets_app;
drop index letter_by_writing;
create index letter_by_change on letter (commissioner_id, changed_at, decision_id);

create function case_goes_over() returns trigger language plpgsql set search_path to pg_catalog, public, pg_temp as $$
declare
  moment timestamptz := date_trunc('milliseconds', current_instant());
begin
  update support_plan p set changed_at = moment where p.commissioner_id = new.commissioner_id and p.case_id = new.case_id;
  update letter l set changed_at = moment where l.commissioner_id = new.commissioner_id and l.case_id = new.case_id;
  return null;
end $$;
create trigger budget_case_goes_over after update on budget_case for each row
  when (old.person_id <> new.person_id) execute function case_goes_over();

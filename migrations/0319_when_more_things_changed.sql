-- When what a list tells of an item last changed, by the time of the tenant, as 0210 keeps it of people and plans: for `updatedSince`, which every list asks by in one way.
-- What was there before this migration counts as changed by it: who asks reads it once more, and misses nothing.
do $$
declare
  changing text;
begin
  foreach changing in array array['appeal', 'attachment', 'clock', 'document', 'organisation', 'pay_run', 'payee', 'payment', 'purchase',
    'receipt', 'receipt_chase', 'receipt_loss', 'review', 'service_agreement'] loop
    execute format('alter table %I add column changed_at timestamptz not null default date_trunc(''milliseconds'', current_instant())', changing);
    execute format('create trigger %I before update on %I for each row execute function keep_when_changed()', changing || '_changed', changing);
  end loop;
end $$;

-- What the commissioner has thousands of is found by the instant; what is of one case is found by the case.
create index organisation_by_change on organisation (commissioner_id, changed_at, organisation_id);
create index pay_run_by_change on pay_run (commissioner_id, changed_at, pay_run_id);
create index payee_by_change on payee (commissioner_id, changed_at, payee_id);
create index service_agreement_by_change on service_agreement (commissioner_id, changed_at, service_agreement_id);

-- A payee is told with the papers that were seen of them, and an organisation with what other systems know it by.
create function evidence_changes_payee() returns trigger language plpgsql set search_path to pg_catalog, public, pg_temp as $$
declare
  moment timestamptz := date_trunc('milliseconds', current_instant());
begin
  update payee p set changed_at = moment
    where p.commissioner_id = new.commissioner_id and p.payee_id = new.payee_id and p.changed_at <> moment;
  return null;
end $$;
create trigger evidence_changes_payee after insert on payee_evidence for each row execute function evidence_changes_payee();
grant update (changed_at) on payee to recovery_budgets_app;

create or replace function identifier_changes_what_has_it() returns trigger language plpgsql set search_path to pg_catalog, public, pg_temp as $$
declare
  moment timestamptz := date_trunc('milliseconds', current_instant());
  has identifier := case when tg_op = 'DELETE' then old else new end;
begin
  if has.person_id is not null then
    update person p set changed_at = moment where p.commissioner_id = has.commissioner_id and p.changed_at <> moment
      and (p.person_id = has.person_id or tg_op = 'UPDATE' and p.person_id = old.person_id);
  elsif has.case_id is not null then
    update budget_case c set team_changed_at = moment
      where c.commissioner_id = has.commissioner_id and c.case_id = has.case_id and c.team_changed_at <> moment;
  elsif has.support_plan_id is not null then
    update support_plan s set changed_at = moment
      where s.commissioner_id = has.commissioner_id and s.support_plan_id = has.support_plan_id and s.changed_at <> moment;
  elsif has.organisation_id is not null then
    update organisation o set changed_at = moment
      where o.commissioner_id = has.commissioner_id and o.organisation_id = has.organisation_id and o.changed_at <> moment;
  end if;
  return null;
end $$;
grant update (changed_at) on organisation to recovery_budgets_app;

-- When what a record shows last changed, to the millisecond: what other systems ask by, to follow what changed. Each change of a row keeps it, whichever
-- operation makes it. What was there before this migration counts as changed by it: a system that follows reads it once more, and misses nothing.
create function keep_when_changed() returns trigger language plpgsql set search_path to pg_catalog, public, pg_temp as $$
begin
  new.changed_at := date_trunc('milliseconds', current_instant());
  return new;
end $$;

alter table person add column changed_at timestamptz not null default date_trunc('milliseconds', current_instant());
alter table consent add column changed_at timestamptz not null default date_trunc('milliseconds', current_instant());
alter table support_plan add column changed_at timestamptz not null default date_trunc('milliseconds', current_instant());
create trigger person_changed before update on person for each row execute function keep_when_changed();
create trigger consent_changed before update on consent for each row execute function keep_when_changed();
create trigger support_plan_changed before update on support_plan for each row execute function keep_when_changed();

-- When a person changed is no detail of theirs: what was recorded of them before is kept without it, and nothing is kept where only that changed.
create or replace function person_keep_former() returns trigger language plpgsql set search_path to pg_catalog, public, pg_temp as $$
declare
  former json;
begin
  select json_object_agg(o.key, o.value) into former
    from jsonb_each(to_jsonb(old) - 'version' - 'name_letters' - 'changed_at') o join jsonb_each(to_jsonb(new)) n on n.key = o.key and n.value is distinct from o.value;
  if former is not null then
    insert into person_history (commissioner_id, person_history_id, person_id, version, former, changed_by, changed_at)
      values (old.commissioner_id,
        -- As uuidv7(), which PostgreSQL has from version 18: milliseconds first.
        encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
          placing substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid,
        old.person_id, old.version, former,
        coalesce(nullif(current_setting('app.actor_id', true), ''), 'migration'),
        coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()));
  end if;
  return null;
end $$;

-- The team of a case changes with each place on it, and where the case ends, opens again, or goes over to the record of another person. The row of a case
-- changes with every step besides, which is none of this.
alter table budget_case add column team_changed_at timestamptz not null default date_trunc('milliseconds', current_instant());
create function keep_when_team_changed() returns trigger language plpgsql set search_path to pg_catalog, public, pg_temp as $$
begin
  new.team_changed_at := date_trunc('milliseconds', current_instant());
  return new;
end $$;
create trigger budget_case_team_changed before update on budget_case for each row
  when (old.ended_at is distinct from new.ended_at or old.person_id <> new.person_id) execute function keep_when_team_changed();

create function place_changes_team() returns trigger language plpgsql set search_path to pg_catalog, public, pg_temp as $$
begin
  update budget_case c set team_changed_at = date_trunc('milliseconds', current_instant())
    where c.commissioner_id = new.commissioner_id and c.case_id = new.case_id;
  return null;
end $$;
create trigger place_changes_team after insert or update on case_member for each row execute function place_changes_team();

-- That somebody died, or did not, is shown of the person. Whoever writes it has the lock on the person before that on the case.
create function death_changes_person() returns trigger language plpgsql set search_path to pg_catalog, public, pg_temp as $$
begin
  update person p set changed_at = current_instant() where p.commissioner_id = new.commissioner_id
    and p.person_id = (select c.person_id from budget_case c where c.commissioner_id = new.commissioner_id and c.case_id = new.case_id);
  return null;
end $$;
create trigger death_changes_person after update on death_report for each row
  when (old.outcome is distinct from new.outcome and (old.outcome = 'confirmed' or new.outcome = 'confirmed')) execute function death_changes_person();

-- So is by what other systems know a person, a case or a plan, which can also be taken away. What was made in the same moment is not written again.
create function identifier_changes_what_has_it() returns trigger language plpgsql set search_path to pg_catalog, public, pg_temp as $$
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
  end if;
  return null;
end $$;
create trigger identifier_changes_what_has_it after insert or update or delete on identifier
  for each row execute function identifier_changes_what_has_it();
grant update (changed_at) on person to recovery_budgets_app;
grant update (changed_at) on support_plan to recovery_budgets_app;
grant update (team_changed_at) on budget_case to recovery_budgets_app;

create index person_by_change on person (commissioner_id, changed_at, person_id);
create index budget_case_by_change_of_team on budget_case (commissioner_id, team_changed_at, case_id);
create index consent_by_change on consent (commissioner_id, changed_at, consent_id);
create index support_plan_by_change on support_plan (commissioner_id, changed_at, support_plan_id);
create index letter_by_writing on letter (commissioner_id, written_at, decision_id);

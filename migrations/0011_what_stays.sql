-- What the person has becomes less by a measure as it does by an end: said, agreed to or given a reason for, and frozen by an appeal.

alter table current_service
  -- How much of it there was before it was lowered, so that the shortfall is seen.
  add column minutes_before integer check (minutes_before >= 0),
  -- What ends without the person's agreement has a reason, which they are told.
  add constraint current_service_end_reasoned check (fate <> 'ending' or person_agreed_on is not null or fate_because is not null);

-- Frozen while an appeal is open, whatever the fate: how much there is of a service is not lowered, and not left unsaid.
create or replace function current_service_frozen() returns trigger
  language plpgsql as $$
begin
  if (
      (old.minutes_per_week is not null and (new.minutes_per_week is null or new.minutes_per_week < old.minutes_per_week))
      or (
        new.fate <> 'kept'
        and (new.fate, new.replaced_by, new.replacement_starts_on, new.replacement_minutes_per_week, new.ends_on, new.minutes_per_week)
          is distinct from
          (old.fate, old.replaced_by, old.replacement_starts_on, old.replacement_minutes_per_week, old.ends_on, old.minutes_per_week)
      )
    )
    and exists (
      select from appeal a where a.commissioner_id = new.commissioner_id and a.case_id = new.case_id and a.status in ('awaiting-acceptance', 'lodged')
    ) then
    raise exception 'support is frozen while an appeal is open' using errcode = 'check_violation', constraint = 'current_service_frozen_by_appeal';
  end if;
  return new;
end
$$;

-- What staff record for the person says how they said it; the person's own words were never optional.
alter table appeal
  add column how text,
  add constraint appeal_recorded_how check (how is not null or lodged_as in ('person', 'representative', 'advocate'));

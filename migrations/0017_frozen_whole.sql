-- While an appeal is open a service stands whole as it stood: its name, who gives it, whom the person knows there, its code and the
-- reason that is told, besides its measure and what is settled. Something better is still written down: it is kept after all, there is
-- more of it, a name or a code is added.
create or replace function current_service_frozen() returns trigger
  language plpgsql as $$
begin
  if (
      (new.title, new.provider) is distinct from (old.title, old.provider)
      or (old.price_code is not null and new.price_code is distinct from old.price_code)
      or (old.relationship_with is not null and new.relationship_with is distinct from old.relationship_with)
      or (
        new.minutes_per_week is distinct from old.minutes_per_week
        and coalesce(old.minutes_per_week, old.minutes_before) is not null
        and (new.minutes_per_week is null or new.minutes_per_week < coalesce(old.minutes_per_week, old.minutes_before))
      )
      or (
        not (old.fate <> 'kept' and new.fate = 'kept')
        and (new.fate, new.fate_because, new.replaced_by, new.replacement_starts_on, new.replacement_minutes_per_week, new.ends_on)
          is distinct from
          (old.fate, old.fate_because, old.replaced_by, old.replacement_starts_on, old.replacement_minutes_per_week, old.ends_on)
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

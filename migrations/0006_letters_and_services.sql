-- What is settled about a service that the person has now, and the letter that tells the person of each decision.

alter table current_service
  -- What replaces it: from when, and how much of it there is, so that a shortfall is seen.
  add column replacement_starts_on date,
  add column replacement_minutes_per_week integer check (replacement_minutes_per_week >= 0),
  -- By whom the person's agreement was recorded, and in what standing: by themself, who acts for them, or the care coordinator.
  add column person_agreed_as text,
  add column person_agreed_recorded_by text,
  add constraint current_service_replacement_named check (fate <> 'replaced' or replaced_by is not null),
  add constraint current_service_end_known check (fate <> 'ending' or ends_on is not null),
  -- Words that the care coordinator records as the person's own are never empty.
  add constraint current_service_agreement_whole check (
    person_agreed_on is null
    or (person_agreed_as is not null and person_agreed_recorded_by is not null
      and (person_agreed_as <> 'care-coordinator' or person_agreed_words is not null))
  );

-- Frozen while an appeal is open: not the fate alone, but the day it stops, what replaces it, and how much there is of it.
create or replace function current_service_frozen() returns trigger
  language plpgsql as $$
begin
  if new.fate <> 'kept'
    and (new.fate, new.replaced_by, new.replacement_starts_on, new.replacement_minutes_per_week, new.ends_on, new.minutes_per_week)
      is distinct from
      (old.fate, old.replaced_by, old.replacement_starts_on, old.replacement_minutes_per_week, old.ends_on, old.minutes_per_week)
    and exists (
      select from appeal a where a.commissioner_id = new.commissioner_id and a.case_id = new.case_id and a.status in ('awaiting-acceptance', 'lodged')
    ) then
    raise exception 'support is frozen while an appeal is open' using errcode = 'check_violation', constraint = 'current_service_frozen_by_appeal';
  end if;
  return new;
end
$$;

-- The words that a person was sent about a decision, for ever: whatever is rendered later, this is what the letter said.
create table letter (
  commissioner_id uuid not null,
  decision_id uuid not null,
  case_id uuid not null,
  title text not null,
  html text not null,
  content_hash text not null,
  written_at timestamptz not null,
  constraint letter_pkey primary key (commissioner_id, decision_id),
  constraint letter_of_decision foreign key (commissioner_id, decision_id) references decision,
  constraint letter_of_case foreign key (commissioner_id, case_id) references budget_case
);
create index letter_by_case on letter (commissioner_id, case_id, decision_id desc);

alter table letter enable row level security;
alter table letter force row level security;
create policy tenant on letter using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert on letter to recovery_budgets_app;

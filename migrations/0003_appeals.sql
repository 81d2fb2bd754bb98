-- Appeals: in law a request for reconsideration (S.I. 2013/1617 as amended by S.I. 2013/2354).

create table appeal (
  commissioner_id uuid not null,
  appeal_id uuid not null,
  case_id uuid not null,
  decision_id uuid not null,
  status text not null,
  words text not null,
  late_because text,
  owed boolean not null,
  lodged_by text not null,
  lodged_as text not null,
  lodged_at timestamptz not null,
  outcome_decision_id uuid,
  ended_at timestamptz,
  version integer not null,
  constraint appeal_pkey primary key (commissioner_id, appeal_id),
  constraint appeal_of_case foreign key (commissioner_id, case_id) references budget_case,
  constraint appeal_of_decision foreign key (commissioner_id, decision_id) references decision,
  constraint appeal_outcome foreign key (commissioner_id, outcome_decision_id) references decision (commissioner_id, decision_id)
);
create unique index appeal_one_open_per_decision on appeal (commissioner_id, decision_id) where status in ('awaiting-acceptance', 'lodged');
create index appeal_by_case on appeal (commissioner_id, case_id, appeal_id desc);
create index appeal_by_decision on appeal (commissioner_id, decision_id, appeal_id desc);
create index appeal_open on appeal (commissioner_id, appeal_id desc) where status in ('awaiting-acceptance', 'lodged');

alter table appeal enable row level security;
alter table appeal force row level security;
create policy tenant on appeal using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update on appeal to recovery_budgets_app;

-- While an appeal is open, what the person has stays as it is: the database holds it, whatever writes.
create function current_service_frozen() returns trigger
  language plpgsql as $$
begin
  if new.fate is distinct from old.fate and new.fate <> 'kept' and exists (
    select from appeal a where a.commissioner_id = new.commissioner_id and a.case_id = new.case_id and a.status in ('awaiting-acceptance', 'lodged')
  ) then
    raise exception 'support is frozen while an appeal is open' using errcode = 'check_violation', constraint = 'current_service_frozen_by_appeal';
  end if;
  return new;
end
$$;
create trigger current_service_frozen before update on current_service for each row execute function current_service_frozen();

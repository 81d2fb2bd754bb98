-- Who was to be called at one of the person's worst times is no longer there. It waits until the plan is mended, or both the person and who decides
-- have said why they accept it.
create type cover_gap_outcome as enum ('mended', 'accepted', 'plan-replaced', 'budget-ended');
create table cover_gap (
  commissioner_id uuid not null,
  cover_gap_id uuid not null,
  case_id uuid not null,
  support_plan_id uuid not null,
  tier tier,
  -- What can be called now, so that a gap that was accepted is not one again.
  standing json not null,
  opened_at timestamptz not null,
  person_because text,
  person_accepted_by text,
  person_accepted_as case_role,
  person_accepted_at timestamptz,
  decider_because text,
  decided_by text,
  decided_by_name text,
  decided_at timestamptz,
  outcome cover_gap_outcome,
  closed_at timestamptz,
  primary key (commissioner_id, cover_gap_id),
  constraint cover_gap_closed_whole_check check ((outcome is null) = (closed_at is null)),
  constraint cover_gap_accepted_whole_check check (num_nonnulls(person_because, person_accepted_by, person_accepted_as, person_accepted_at) in (0, 4)),
  constraint cover_gap_decided_whole_check check (num_nonnulls(decider_because, decided_by, decided_by_name, decided_at) in (0, 4)),
  constraint cover_gap_of_case foreign key (commissioner_id, case_id)
    references budget_case (commissioner_id, case_id) on delete cascade,
  constraint cover_gap_of_plan foreign key (commissioner_id, support_plan_id)
    references support_plan (commissioner_id, support_plan_id) on delete cascade
);
create index cover_gap_by_case on cover_gap (commissioner_id, case_id, cover_gap_id desc);
create index cover_gap_by_plan on cover_gap (commissioner_id, support_plan_id);
create unique index cover_gap_one_open on cover_gap (commissioner_id, case_id) where closed_at is null;
alter table cover_gap enable row level security;
alter table cover_gap force row level security;
create policy tenant on cover_gap using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (standing, person_because, person_accepted_by, person_accepted_as, person_accepted_at,
  decider_because, decided_by, decided_by_name, decided_at, outcome, closed_at) on cover_gap to recovery_budgets_app;
alter type case_subject add value 'cover-gap';
alter type wait_step add value 'cover-gap-opened';
alter type clock_kind add value 'cover-gap';
alter type said_for_kind add value 'gap-acceptance';

-- Money that was not spent is taken back by a decision with reasons alone, after the person was heard and the time to appeal is over.
create type surplus_recovery_status as enum ('proposed', 'decided', 'recovered', 'left', 'overturned', 'lapsed');
create table surplus_recovery (
  commissioner_id uuid not null,
  surplus_recovery_id uuid not null,
  case_id uuid not null,
  support_plan_id uuid not null,
  status surplus_recovery_status not null,
  -- [{planLineId, line, title, proposedPence, decidedPence, recoveredPence}]
  lines json not null,
  words text not null,
  told_on date not null,
  told_how way_of_saying not null,
  answer text,
  answered_by text,
  answered_at timestamptz,
  -- [{factor, weight, because}]
  factors json not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  decision_id uuid,
  taken_after date,
  closed_at timestamptz,
  primary key (commissioner_id, surplus_recovery_id),
  constraint surplus_recovery_answered_whole_check check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by is null)),
  constraint surplus_recovery_closed_check check ((closed_at is null) = (status in ('proposed', 'decided'))),
  constraint surplus_recovery_of_case foreign key (commissioner_id, case_id)
    references budget_case (commissioner_id, case_id) on delete cascade,
  constraint surplus_recovery_of_plan foreign key (commissioner_id, support_plan_id)
    references support_plan (commissioner_id, support_plan_id) on delete cascade
);
create index surplus_recovery_by_case on surplus_recovery (commissioner_id, case_id, surplus_recovery_id desc);
create index surplus_recovery_to_take on surplus_recovery (commissioner_id, taken_after) where closed_at is null and taken_after is not null;
create unique index surplus_recovery_one_open on surplus_recovery (commissioner_id, case_id) where closed_at is null;
alter table surplus_recovery enable row level security;
alter table surplus_recovery force row level security;
create policy tenant on surplus_recovery using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (status, lines, answer, answered_by, answered_at, factors, decision_id, taken_after, closed_at) on surplus_recovery to recovery_budgets_app;
alter type decision_subject add value 'surplus-recovery';
alter type decision_outcome add value 'recovered';
alter type decision_outcome add value 'left';
alter type said_for_kind add value 'recovery-answer';

-- In a crisis more of a plan's lines is given at once, paid from what was put aside when the plan was agreed, as far as was agreed then. What is put aside
-- has a place of its own, so that it is neither spent twice nor lost.
alter type ledger_entry_kind add value 'reserve';
alter type ledger_entry_kind add value 'reserve-release';
alter type ledger_entry_kind add value 'crisis';
alter type ledger_entry_kind add value 'stand-down';
create table crisis_reserve (
  commissioner_id uuid not null,
  support_plan_id uuid not null,
  case_id uuid not null,
  period_from date not null,
  set_aside_pence bigint not null,
  drawn_pence bigint not null default 0,
  closed_on date,
  primary key (commissioner_id, support_plan_id),
  constraint crisis_reserve_set_aside_check check (set_aside_pence >= 0),
  constraint crisis_reserve_not_overdrawn check (drawn_pence between 0 and set_aside_pence),
  constraint crisis_reserve_of_plan foreign key (commissioner_id, support_plan_id)
    references support_plan (commissioner_id, support_plan_id) on delete cascade,
  constraint crisis_reserve_of_case foreign key (commissioner_id, case_id)
    references budget_case (commissioner_id, case_id) on delete cascade
);
create index crisis_reserve_by_case on crisis_reserve (commissioner_id, case_id);
alter table crisis_reserve enable row level security;
alter table crisis_reserve force row level security;
create policy tenant on crisis_reserve using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (set_aside_pence, drawn_pence, closed_on) on crisis_reserve to recovery_budgets_app;

-- What a line has from the reserve, beside what was agreed.
alter table plan_line add column crisis_pence bigint not null default 0;
alter table plan_line add constraint plan_line_crisis_pence_check check (crisis_pence >= 0);
alter table plan_line drop constraint plan_line_no_overspend;
alter table plan_line add constraint plan_line_no_overspend check (spent_pence <= agreed_pence + crisis_pence);
grant update (crisis_pence) on plan_line to recovery_budgets_app;

create type crisis_episode_status as enum ('active', 'stood-down');
create type stand_down_cause as enum ('last-day', 'asked', 'budget-ended');
create table crisis_episode (
  commissioner_id uuid not null,
  crisis_episode_id uuid not null,
  case_id uuid not null,
  support_plan_id uuid not null,
  tier_key text not null,
  status crisis_episode_status not null,
  declared_by text not null,
  declared_as case_role not null,
  declared_at timestamptz not null,
  starts_on date not null,
  ends_on date not null,
  lines json not null,
  committed_pence bigint not null,
  returned_pence bigint not null default 0,
  stood_down_by text,
  stood_down_at timestamptz,
  stand_down_cause stand_down_cause,
  primary key (commissioner_id, crisis_episode_id),
  constraint crisis_episode_days_check check (starts_on <= ends_on),
  constraint crisis_episode_pence_check check (committed_pence > 0 and returned_pence between 0 and committed_pence),
  constraint crisis_episode_stood_down_whole_check check (num_nonnulls(stood_down_by, stood_down_at, stand_down_cause) in (0, 3)
    and (status = 'active') = (stood_down_at is null)),
  constraint crisis_episode_of_plan foreign key (commissioner_id, support_plan_id)
    references support_plan (commissioner_id, support_plan_id) on delete cascade,
  constraint crisis_episode_of_case foreign key (commissioner_id, case_id)
    references budget_case (commissioner_id, case_id) on delete cascade
);
create unique index crisis_episode_one_active on crisis_episode (commissioner_id, case_id) where stood_down_at is null;
create index crisis_episode_by_case on crisis_episode (commissioner_id, case_id, crisis_episode_id desc);
alter table crisis_episode enable row level security;
alter table crisis_episode force row level security;
create policy tenant on crisis_episode using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (status, returned_pence, stood_down_by, stood_down_at, stand_down_cause) on crisis_episode to recovery_budgets_app;
alter type case_subject add value 'crisis-episode';
alter type wait_step add value 'crisis-active';
alter type clock_kind add value 'stand-down';

-- Every scheme of the seeds as data: four budget methods with uplift, reserve and split, and what the person has now.

alter table budget_calculation
  add column facts json not null default '{"ratings":[],"keptServices":[]}',
  add column cost_of_use_pence bigint check (cost_of_use_pence >= 0),
  add column reserve_pence bigint not null default 0 check (reserve_pence between 0 and amount_pence),
  add column shares json not null default '[]';
alter table budget_calculation alter column facts drop default, alter column reserve_pence drop default, alter column shares drop default;

alter table indicative_budget
  add column reserve_pence bigint not null default 0 check (reserve_pence between 0 and amount_pence),
  add column shares json not null default '[]';
alter table indicative_budget alter column reserve_pence drop default, alter column shares drop default;

-- What the person has now (P3, P5). Nothing is taken away by writing it down: a service is kept until it is decided otherwise.
create table current_service (
  commissioner_id uuid not null,
  current_service_id uuid not null,
  case_id uuid not null,
  kind text not null,
  title text not null,
  provider text not null,
  price_code text,
  minutes_per_week integer check (minutes_per_week >= 0),
  relationship_with text,
  fate text not null,
  fate_because text,
  replaced_by text,
  ends_on date,
  person_agreed_on date,
  person_agreed_words text,
  registered_at timestamptz not null,
  registered_by text not null,
  version integer not null,
  constraint current_service_pkey primary key (commissioner_id, current_service_id),
  constraint current_service_of_case foreign key (commissioner_id, case_id) references budget_case,
  -- The person's own dated agreement, or a named relationship does not end.
  constraint current_service_relationship_protected check (relationship_with is null or fate in ('kept', 'at-risk') or person_agreed_on is not null),
  -- NHS crisis services stay, whatever the plan buys.
  constraint current_service_crisis_kept check (kind <> 'nhs-crisis' or fate = 'kept')
);
create index current_service_by_case on current_service (commissioner_id, case_id, current_service_id);

alter table current_service enable row level security;
alter table current_service force row level security;
create policy tenant on current_service using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update on current_service to recovery_budgets_app;

-- In which standing a member voted: a panel of two bodies needs a vote of each.
-- Votes from before stood in a place of the panel.
alter table vote add column standing text not null default 'panel-member';
alter table vote alter column standing drop default;

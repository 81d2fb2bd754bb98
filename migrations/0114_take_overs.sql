-- Somebody whom the person chose in advance takes over lines of the plan while the person is too unwell, until a day or their word.
create type take_over_end as enum ('person', 'last-day', 'capacity', 'plan-replaced', 'budget-ended');
create table take_over (
  commissioner_id uuid not null,
  take_over_id uuid not null,
  case_id uuid not null,
  support_plan_id uuid not null,
  actor_id text not null,
  actor_name text not null,
  organisation_id uuid,
  -- The keys of the lines; none: all of them.
  lines text[] not null,
  began_by text not null,
  began_as case_role not null,
  began_at timestamptz not null,
  until_on date not null,
  ended_by text,
  ended_at timestamptz,
  ended_because take_over_end,
  primary key (commissioner_id, take_over_id),
  constraint take_over_ended_whole_check check (num_nonnulls(ended_by, ended_at, ended_because) in (0, 3)),
  constraint take_over_of_case foreign key (commissioner_id, case_id)
    references budget_case (commissioner_id, case_id) on delete cascade,
  constraint take_over_of_plan foreign key (commissioner_id, support_plan_id)
    references support_plan (commissioner_id, support_plan_id) on delete cascade,
  constraint take_over_by_organisation foreign key (commissioner_id, organisation_id) references organisation (commissioner_id, organisation_id)
);
create index take_over_by_case on take_over (commissioner_id, case_id, take_over_id desc);
create index take_over_by_plan on take_over (commissioner_id, support_plan_id);
create index take_over_of_actor on take_over (commissioner_id, actor_id) where ended_at is null;
create unique index take_over_one_on on take_over (commissioner_id, case_id) where ended_at is null;
-- Who is paid by the plan takes over only where somebody who decides has agreed to that.
create type fallback_outcome as enum ('agreed', 'refused');
create table fallback_decision (
  commissioner_id uuid not null,
  support_plan_id uuid not null,
  outcome fallback_outcome not null,
  because text not null,
  decided_by text not null,
  decided_by_name text not null,
  decided_at timestamptz not null,
  primary key (commissioner_id, support_plan_id),
  constraint fallback_decision_of_plan foreign key (commissioner_id, support_plan_id)
    references support_plan (commissioner_id, support_plan_id) on delete cascade
);
do $$
declare name text;
begin
  foreach name in array array['take_over', 'fallback_decision'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner())', name);
    execute format('grant select, insert on %I to recovery_budgets_app', name);
  end loop;
end $$;
grant update (ended_by, ended_at, ended_because) on take_over to recovery_budgets_app;
alter type case_subject add value 'take-over';
alter type wait_step add value 'taken-over';
alter type clock_kind add value 'take-over';
alter type said_for_kind add value 'take-over-end';

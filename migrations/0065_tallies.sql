-- What the sign-off figures count, by day: kept in the same transaction as what is counted, so that figures read days and not decisions.

create table decision_tally (
  commissioner_id uuid not null,
  decided_on date not null,
  scheme_id uuid not null,
  tier decision_tier not null,
  outcome decision_outcome not null,
  went_to_panel boolean not null,
  plans integer not null check (plans > 0),
  primary key (commissioner_id, decided_on, scheme_id, tier, outcome, went_to_panel) include (plans),
  constraint decision_tally_of_scheme foreign key (commissioner_id, scheme_id) references scheme (commissioner_id, scheme_id)
);

-- How long the plans that were decided on a day had stayed at each tier that they came by.
create table stay_tally (
  commissioner_id uuid not null,
  decided_on date not null,
  scheme_id uuid not null,
  tier tier not null,
  arrived_on date not null,
  left_on date not null,
  plans integer not null check (plans > 0),
  primary key (commissioner_id, decided_on, scheme_id, tier, arrived_on, left_on) include (plans),
  constraint stay_tally_of_scheme foreign key (commissioner_id, scheme_id) references scheme (commissioner_id, scheme_id)
);

-- A plan that was passed up twice for a reason is one in a period that has both days: so it is kept when it had been passed up for it before.
create table escalation_tally (
  commissioner_id uuid not null,
  passed_on date not null,
  scheme_id uuid not null,
  because routing_reason not null,
  -- The day before all days where it is the first time.
  passed_before_on date not null,
  plans integer not null check (plans > 0),
  primary key (commissioner_id, passed_on, scheme_id, because, passed_before_on) include (plans),
  constraint escalation_tally_of_scheme foreign key (commissioner_id, scheme_id) references scheme (commissioner_id, scheme_id)
);

-- Whoever migrates need not be above row-level security.
alter table decision no force row level security;
alter table routing no force row level security;
alter table support_plan no force row level security;
alter table budget_case no force row level security;

insert into decision_tally
  select d.commissioner_id, (d.decided_at at time zone 'Europe/London')::date, c.scheme_id, d.tier, d.outcome,
    exists (select from routing r where r.commissioner_id = d.commissioner_id and r.support_plan_id = d.subject_id
      and r.plan_version = d.subject_version and r.tier in ('risk-enablement-panel', 'joint-panel')) as went_to_panel, count(*)
  from decision d join budget_case c on c.commissioner_id = d.commissioner_id and c.case_id = d.case_id
  where d.subject = 'support-plan'
  group by 1, 2, 3, 4, 5, 6;

insert into stay_tally
  select s.commissioner_id, (s.decided_at at time zone 'Europe/London')::date, s.scheme_id, s.tier,
    (s.arrived_at at time zone 'Europe/London')::date, (s.left_at at time zone 'Europe/London')::date, count(*)
  from (select d.commissioner_id, d.decided_at, c.scheme_id, r.tier, r.arrived_at,
      coalesce(lead(r.arrived_at) over (partition by d.decision_id order by r.routing_id), d.decided_at) as left_at
    from decision d join budget_case c on c.commissioner_id = d.commissioner_id and c.case_id = d.case_id
    join routing r on r.commissioner_id = d.commissioner_id and r.support_plan_id = d.subject_id and r.plan_version = d.subject_version
    where d.subject = 'support-plan') s
  group by 1, 2, 3, 4, 5, 6;

insert into escalation_tally
  select p.commissioner_id, p.passed_on, p.scheme_id, p.because, p.passed_before_on, count(*)
  from (select r.commissioner_id, (r.arrived_at at time zone 'Europe/London')::date as passed_on, c.scheme_id, r.because,
      coalesce((lag(r.arrived_at) over (partition by r.commissioner_id, r.support_plan_id, r.because order by r.routing_id)
        at time zone 'Europe/London')::date, '-infinity') as passed_before_on
    from routing r join support_plan s on s.commissioner_id = r.commissioner_id and s.support_plan_id = r.support_plan_id
    join budget_case c on c.commissioner_id = s.commissioner_id and c.case_id = s.case_id
    where r.passed_on_by is not null) p
  group by 1, 2, 3, 4, 5;

alter table decision force row level security;
alter table routing force row level security;
alter table support_plan force row level security;
alter table budget_case force row level security;

do $$
declare
  made text;
begin
  foreach made in array array['decision_tally', 'stay_tally', 'escalation_tally'] loop
    execute format('alter table %I enable row level security', made);
    execute format('alter table %I force row level security', made);
    execute format('create policy tenant on %I using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner())', made);
    execute format('grant select, insert, update (plans) on %I to recovery_budgets_app', made);
  end loop;
end
$$;

-- Only the figures read arrivals and decisions by their day.
drop index routing_by_day;
drop index decision_by_day;

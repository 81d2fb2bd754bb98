-- The sign-off matrix: forced tiers, conflicts of interest, deputies, breach, clocks with their pauses, decisions agreed in part.

-- The day in England on which a transaction runs, by the clock of the service that opened it.
create function current_day() returns date
  language sql stable parallel safe
  return (coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()) at time zone 'Europe/London')::date;

-- A relative of the person may stand on the case, and never decides on it.
alter table case_member add column relative boolean not null default false;

-- Who stands in for whom, from a day to a day. It is not changed: it is ended, and another one is set.
create table deputyship (
  commissioner_id uuid not null references commissioner,
  deputyship_id uuid not null,
  holder_id text not null,
  holder_name text not null,
  standing text not null,
  organisation_id uuid,
  deputy_id text not null,
  deputy_name text not null,
  from_on date not null,
  until_on date not null,
  set_by text not null,
  set_at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  constraint deputyship_pkey primary key (commissioner_id, deputyship_id),
  constraint deputyship_in_organisation foreign key (commissioner_id, organisation_id) references organisation,
  constraint deputyship_days_check check (until_on >= from_on),
  constraint deputyship_of_another_check check (holder_id <> deputy_id)
);
create index deputyship_by_deputy on deputyship (commissioner_id, deputy_id, until_on) where ended_at is null;
create index deputyship_by_holder on deputyship (commissioner_id, holder_id, deputyship_id desc);
create index deputyship_of_deputy on deputyship (commissioner_id, deputy_id, deputyship_id desc);
create index deputyship_by_organisation on deputyship (commissioner_id, organisation_id, deputyship_id desc);

-- A declared conflict bars whoever declared it from this plan, for ever.
create table conflict_of_interest (
  commissioner_id uuid not null,
  conflict_of_interest_id uuid not null,
  case_id uuid not null,
  support_plan_id uuid not null,
  actor_id text not null,
  name text not null,
  standing text not null,
  words text,
  declared_at timestamptz not null,
  constraint conflict_of_interest_pkey primary key (commissioner_id, conflict_of_interest_id),
  constraint conflict_of_interest_on_plan foreign key (commissioner_id, support_plan_id) references support_plan,
  constraint conflict_of_interest_one_per_plan unique (commissioner_id, support_plan_id, actor_id)
);

-- Each pause of a clock: from when to when, and why the person had the ball.
create table clock_pause (
  commissioner_id uuid not null,
  clock_pause_id uuid not null,
  clock_id uuid not null,
  because text not null,
  from_on date not null,
  to_on date,
  constraint clock_pause_pkey primary key (commissioner_id, clock_pause_id),
  constraint clock_pause_of_clock foreign key (commissioner_id, clock_id) references clock,
  constraint clock_pause_days_check check (to_on >= from_on),
  constraint clock_pause_because_check check (because = 'information-requested')
);
create unique index clock_pause_one_open on clock_pause (commissioner_id, clock_id) where to_on is null;
create index clock_pause_by_clock on clock_pause (commissioner_id, clock_id, clock_pause_id);
alter table clock no force row level security;
insert into clock_pause (commissioner_id, clock_pause_id, clock_id, because, from_on)
  select commissioner_id, gen_random_uuid(), clock_id, 'information-requested', paused_on from clock where paused_on is not null and stopped_on is null;
alter table clock force row level security;

-- What a breach leads to was done, and nothing more follows from it up to and including this day.
alter table clock add column quiet_until date;
create index clock_overdue on clock (commissioner_id, greatest(due_on, quiet_until), clock_id) where stopped_on is null and paused_on is null;

-- A decision by line, with the shares that were decided, and in whose place.
alter table decision
  add column lines json,
  add column shares json,
  add column in_place_of text,
  add column in_place_of_name text;
create index decision_by_day on decision (commissioner_id, decided_at) where subject = 'support-plan';
create index routing_by_day on routing (commissioner_id, arrived_at);

alter table vote
  add column except_lines text[] not null default '{}',
  add column in_place_of text;
alter table vote alter column except_lines drop default;
-- A seat votes once, by its holder or by a deputy.
create unique index vote_one_per_seat on vote (commissioner_id, support_plan_id, plan_version, tier, coalesce(in_place_of, actor_id));

-- What was agreed of a plan. A line is opened for an agreed plan only, and all of its lines never come to more than was agreed.
alter table support_plan add column agreed_pence bigint;
alter table support_plan no force row level security;
update support_plan set agreed_pence = total_pence where agreed_at is not null;
alter table support_plan force row level security;
alter table support_plan
  add constraint support_plan_agreed_check check (agreed_pence between 1 and total_pence),
  add constraint support_plan_agreed_when_check check ((agreed_pence is null) = (agreed_at is null));

create function plan_line_within_agreement() returns trigger
  language plpgsql as $$
begin
  if not exists (
    select from support_plan p
      where p.commissioner_id = new.commissioner_id and p.support_plan_id = new.support_plan_id and p.status in ('agreed', 'active')
        and p.agreed_pence >= (select sum(l.agreed_pence) from plan_line l
          where l.commissioner_id = new.commissioner_id and l.support_plan_id = new.support_plan_id)
  ) then
    raise exception 'a line is never more approved than its plan' using errcode = 'check_violation', constraint = 'plan_line_within_agreement';
  end if;
  return null;
end
$$;
create constraint trigger plan_line_within_agreement after insert on plan_line
  deferrable initially deferred for each row execute function plan_line_within_agreement();

-- A finding against preventive support waits for a higher tier.
alter table review add column route json;
drop index review_one_scheduled_per_kind;
create unique index review_one_scheduled_per_kind on review (commissioner_id, case_id, kind) where status in ('scheduled', 'awaiting-decision');

do $$
declare
  name text;
begin
  foreach name in array array['deputyship', 'conflict_of_interest', 'clock_pause'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner())', name);
  end loop;
end
$$;
grant select, insert on conflict_of_interest to recovery_budgets_app;
grant select, insert, update (ended_at, ended_by) on deputyship to recovery_budgets_app;
grant select, insert, update (to_on) on clock_pause to recovery_budgets_app;

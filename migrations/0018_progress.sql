-- Where a case is and who is waited for is worked out from what the case has. The headline is kept on the case, each wait in a row.
alter table budget_case rename column moment to step;
alter table budget_case add column ending text;
update budget_case set ending = case step
    when 'expression-declined' then 'declined' when 'budget-ended' then 'ended-at-review' else 'withdrawn' end
  where ended_at is not null;
alter table budget_case add constraint budget_case_ending_check check ((ending is null) = (ended_at is null));

create table case_wait (
  commissioner_id uuid not null,
  case_id uuid not null,
  subject text not null,
  subject_id uuid not null,
  party text not null,
  step text not null,
  not_by text[] not null default '{}',
  clock_kind text,
  clock_subject_id uuid,
  tier text,
  place integer not null,
  since timestamptz not null,
  primary key (commissioner_id, case_id, subject_id, subject, party),
  constraint case_wait_of_case foreign key (commissioner_id, case_id) references budget_case (commissioner_id, case_id),
  -- Text and not an enum type: the equality of enum types is not leakproof, so that under row-level security no index is read by it.
  constraint case_wait_party_check check (party in ('person', 'representative', 'advocate', 'care-coordinator', 'broker', 'team-manager',
    'mdt-member', 'panel-member', 'lived-experience-member', 'commissioner-officer', 'local-authority-officer')),
  constraint case_wait_clock_check check ((clock_kind is null) = (clock_subject_id is null))
);
create index case_wait_by_party on case_wait (commissioner_id, party, case_id desc);
alter table case_wait enable row level security;
alter table case_wait force row level security;
create policy tenant on case_wait using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, delete, update (step, not_by, clock_kind, clock_subject_id, tier, place, since) on case_wait to recovery_budgets_app;

-- Rows that are there already wait as they did; `npm run progress` works each case out anew.
insert into case_wait (commissioner_id, case_id, subject, subject_id, party, step, tier, place, since)
  select commissioner_id, case_id, 'case', case_id, party, step, tier, place, opened_at
    from budget_case, unnest(waiting_for) with ordinality as w (party, place)
    where ended_at is null;
drop index budget_case_for_role;
alter table budget_case drop column waiting_for, drop column tier;

-- A review is due on a day that was set, not after working days; what was reported is reported once.
alter table clock add column fixed_on date, add column reported_on date, add column escalate_on date;
update clock set reported_on = due_on where quiet_until = 'infinity';
update clock set escalate_on = quiet_until where quiet_until <> 'infinity';
drop index clock_overdue;
alter table clock drop column quiet_until;
create index clock_overdue on clock (commissioner_id, greatest(due_on, escalate_on), clock_id)
  where stopped_on is null and paused_on is null and reported_on is null;

-- What ends with a case: its plan, and the drafts that were given up or ended with it.
alter table support_plan add column withdrawn_at timestamptz;

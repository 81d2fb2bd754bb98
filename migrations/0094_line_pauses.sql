-- While somebody is in hospital, or who gives the support is away, lines pause and begin again by date: nothing ends by default, and no money goes back.
create type line_pause_cause as enum ('in-hospital', 'detained', 'away', 'provider-unavailable', 'asked');
create table line_pause (
  commissioner_id uuid not null,
  line_pause_id uuid not null,
  case_id uuid not null,
  plan_line_id uuid not null,
  cause line_pause_cause not null,
  from_on date not null,
  until_on date,
  paused_by text not null,
  paused_as case_role not null,
  paused_at timestamptz not null,
  resumed_on date,
  resumed_by text,
  primary key (commissioner_id, line_pause_id),
  constraint line_pause_days_check check (until_on is null or until_on >= from_on),
  constraint line_pause_resumed_whole_check check (num_nonnulls(resumed_on, resumed_by) in (0, 2)),
  constraint line_pause_of_line foreign key (commissioner_id, plan_line_id)
    references plan_line (commissioner_id, plan_line_id) on delete cascade,
  constraint line_pause_of_case foreign key (commissioner_id, case_id)
    references budget_case (commissioner_id, case_id) on delete cascade
);
create index line_pause_by_case on line_pause (commissioner_id, case_id, line_pause_id desc);
create index line_pause_by_line on line_pause (commissioner_id, plan_line_id);
alter table line_pause enable row level security;
alter table line_pause force row level security;
create policy tenant on line_pause using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (resumed_on, resumed_by) on line_pause to recovery_budgets_app;

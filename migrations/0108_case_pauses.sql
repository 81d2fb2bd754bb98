-- The person pauses their case and keeps their place: what staff owe them stands still, and nothing ends.
create table case_pause (
  commissioner_id uuid not null,
  case_pause_id uuid not null,
  case_id uuid not null,
  from_on date not null,
  until_on date,
  words text,
  paused_by text not null,
  paused_as case_role not null,
  paused_at timestamptz not null,
  ended_on date,
  ended_by text,
  ended_at timestamptz,
  primary key (commissioner_id, case_pause_id),
  constraint case_pause_ended_whole_check check (num_nonnulls(ended_on, ended_by, ended_at) in (0, 3)),
  constraint case_pause_days_check check (until_on >= from_on and ended_on >= from_on),
  constraint case_pause_of_case foreign key (commissioner_id, case_id)
    references budget_case (commissioner_id, case_id) on delete cascade
);
create index case_pause_by_case on case_pause (commissioner_id, case_id, case_pause_id desc);
create unique index case_pause_open on case_pause (commissioner_id, case_id) where ended_on is null;
create index case_pause_to_end on case_pause (commissioner_id, until_on) where ended_on is null and until_on is not null;
alter table case_pause enable row level security;
alter table case_pause force row level security;
create policy tenant on case_pause using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (ended_on, ended_by, ended_at) on case_pause to recovery_budgets_app;
grant update (due_on) on review to recovery_budgets_app;
alter type pause_reason add value 'person-paused';

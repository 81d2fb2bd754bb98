-- The time that brokers spend with a person. Never changed: a correction is an entry of its own.
create table brokerage_time (
  commissioner_id uuid not null,
  brokerage_time_id uuid not null,
  case_id uuid not null,
  broker_id text not null,
  organisation_id uuid,
  task text not null,
  minutes integer not null check (minutes <> 0),
  worked_on date not null,
  recorded_at timestamptz not null,
  constraint brokerage_time_pkey primary key (commissioner_id, brokerage_time_id),
  constraint brokerage_time_of_case foreign key (commissioner_id, case_id) references budget_case
);
create index brokerage_time_by_case on brokerage_time (commissioner_id, case_id, brokerage_time_id desc);

alter table brokerage_time enable row level security;
alter table brokerage_time force row level security;
create policy tenant on brokerage_time using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert on brokerage_time to recovery_budgets_app;

-- A provider that holds the money of lines has stopped: each case that it concerns is one to mend, and its lines pay no more to it.
create type provider_stop_outcome as enum ('mended', 'budget-ended');
create table provider_stop (
  commissioner_id uuid not null,
  provider_stop_id uuid not null,
  case_id uuid not null,
  organisation_id uuid not null,
  -- The keys of the lines that it concerned.
  lines text[] not null,
  stopped_on date not null,
  reported_by text not null,
  reported_at timestamptz not null,
  outcome provider_stop_outcome,
  closed_at timestamptz,
  primary key (commissioner_id, provider_stop_id),
  constraint provider_stop_closed_whole_check check ((outcome is null) = (closed_at is null)),
  constraint provider_stop_of_case foreign key (commissioner_id, case_id)
    references budget_case (commissioner_id, case_id) on delete cascade,
  constraint provider_stop_by_organisation foreign key (commissioner_id, organisation_id) references organisation (commissioner_id, organisation_id)
);
create index provider_stop_by_case on provider_stop (commissioner_id, case_id, provider_stop_id desc);
create unique index provider_stop_one_open on provider_stop (commissioner_id, case_id, organisation_id) where closed_at is null;
create index plan_line_by_holder on plan_line (commissioner_id, holder_id);
alter table provider_stop enable row level security;
alter table provider_stop force row level security;
create policy tenant on provider_stop using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (outcome, closed_at) on provider_stop to recovery_budgets_app;
alter type case_subject add value 'provider-stop';
alter type wait_step add value 'provider-stopped';
alter type clock_kind add value 'provider-stop';

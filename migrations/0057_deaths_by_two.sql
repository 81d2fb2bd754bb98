-- A death that one person records ends no agreed budget: another confirms it, with the day and by what it is known. What was recorded in error is
-- taken back by two, and the case goes on as it was.
create type death_outcome as enum ('confirmed', 'in-error', 'case-ended');
create table death_report (
  commissioner_id uuid not null,
  death_report_id uuid not null,
  case_id uuid not null,
  died_on date not null,
  reported_by text not null,
  reported_at timestamptz not null,
  evidence text,
  closed_by text,
  closed_at timestamptz,
  outcome death_outcome,
  before json,
  error_evidence text,
  error_proposed_by text,
  error_proposed_at timestamptz,
  error_confirmed_by text,
  error_confirmed_at timestamptz,
  primary key (commissioner_id, death_report_id),
  constraint death_report_of_case foreign key (commissioner_id, case_id)
    references budget_case (commissioner_id, case_id) on delete cascade,
  constraint death_report_closed_whole_check check (num_nonnulls(closed_by, closed_at, outcome) in (0, 3)),
  constraint death_report_error_whole_check check (num_nonnulls(error_evidence, error_proposed_by, error_proposed_at) in (0, 3)),
  constraint death_report_error_by_two_check check (num_nonnulls(error_confirmed_by, error_confirmed_at) in (0, 2)
    and (error_confirmed_by is null or error_confirmed_by <> error_proposed_by))
);
create unique index death_report_one_open on death_report (commissioner_id, case_id) where closed_at is null;
create index death_report_by_case on death_report (commissioner_id, case_id, death_report_id desc);
alter table death_report enable row level security;
alter table death_report force row level security;
create policy tenant on death_report using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (died_on, evidence, closed_by, closed_at, outcome, before, error_evidence, error_proposed_by, error_proposed_at,
  error_confirmed_by, error_confirmed_at) on death_report to recovery_budgets_app;
alter type case_subject add value 'death-report';
alter type wait_step add value 'death-to-confirm';
alter type clock_kind add value 'death-confirmation';
-- Whoever has no sign-in keeps a budget whose end is announced by those who write down for them.
alter type said_for_kind add value 'keeping';

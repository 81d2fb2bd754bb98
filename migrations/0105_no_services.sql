-- That a person has no services now is said by somebody: an empty register can as well be one that nobody has filled.
create table no_services (
  commissioner_id uuid not null,
  case_id uuid not null,
  confirmed_by text not null,
  confirmed_as case_role not null,
  confirmed_at timestamptz not null,
  primary key (commissioner_id, case_id),
  constraint no_services_of_case foreign key (commissioner_id, case_id)
    references budget_case (commissioner_id, case_id) on delete cascade
);
alter table no_services enable row level security;
alter table no_services force row level security;
create policy tenant on no_services using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert on no_services to recovery_budgets_app;

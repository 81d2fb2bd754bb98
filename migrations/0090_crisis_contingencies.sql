-- What is to happen in a crisis is the person's: between plans they change it as they learn what helps, and no money moves by it. Each text is kept with
-- the time from which it stood, so that it can be said who was to be called at any instant.
create table crisis_contingency_change (
  commissioner_id uuid not null,
  crisis_contingency_change_id uuid not null,
  case_id uuid not null,
  support_plan_id uuid not null,
  version int not null,
  content json not null,
  changed_by text not null,
  changed_as case_role not null,
  changed_at timestamptz not null,
  primary key (commissioner_id, crisis_contingency_change_id),
  constraint crisis_contingency_one_per_version unique (commissioner_id, case_id, version),
  constraint crisis_contingency_version_check check (version > 1),
  constraint crisis_contingency_change_of_plan foreign key (commissioner_id, support_plan_id)
    references support_plan (commissioner_id, support_plan_id) on delete cascade,
  constraint crisis_contingency_change_of_case foreign key (commissioner_id, case_id)
    references budget_case (commissioner_id, case_id) on delete cascade
);
create index crisis_contingency_change_by_case on crisis_contingency_change (commissioner_id, case_id);
alter table crisis_contingency_change enable row level security;
alter table crisis_contingency_change force row level security;
create policy tenant on crisis_contingency_change using (commissioner_id = current_commissioner())
  with check (commissioner_id = current_commissioner());
grant select, insert on crisis_contingency_change to recovery_budgets_app;

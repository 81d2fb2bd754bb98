-- By what other systems know a person, a case, an organisation or a plan. No two things of one kind have the same of one system, whoever is faster.
create type identified_kind as enum ('person', 'case', 'organisation', 'support-plan');
create table identifier (
  commissioner_id uuid not null references commissioner (commissioner_id),
  system text not null,
  value text not null,
  -- As it is asked for: what a system and a value are as one text, since neither has a bar in it. A column, so that an index answers.
  token text not null generated always as (system || '|' || value) stored,
  kind identified_kind not null generated always as (case
    when person_id is not null then 'person'::identified_kind
    when case_id is not null then 'case'::identified_kind
    when organisation_id is not null then 'organisation'::identified_kind
    else 'support-plan'::identified_kind end) stored,
  person_id uuid,
  case_id uuid,
  organisation_id uuid,
  support_plan_id uuid,
  set_by text not null,
  set_at timestamptz not null,
  constraint identifier_pkey primary key (commissioner_id, token, kind),
  constraint identifier_of_one_check check (num_nonnulls(person_id, case_id, organisation_id, support_plan_id) = 1),
  constraint identifier_without_bar_check check (position('|' in system) = 0 and position('|' in value) = 0),
  constraint identifier_of_person foreign key (commissioner_id, person_id) references person (commissioner_id, person_id) on delete cascade,
  constraint identifier_of_case foreign key (commissioner_id, case_id) references budget_case (commissioner_id, case_id) on delete cascade,
  constraint identifier_of_organisation foreign key (commissioner_id, organisation_id) references organisation (commissioner_id, organisation_id),
  constraint identifier_of_plan foreign key (commissioner_id, support_plan_id) references support_plan (commissioner_id, support_plan_id) on delete cascade
);
create index identifier_by_person on identifier (commissioner_id, person_id) where person_id is not null;
create index identifier_by_case on identifier (commissioner_id, case_id) where case_id is not null;
create index identifier_by_organisation on identifier (commissioner_id, organisation_id) where organisation_id is not null;
create index identifier_by_plan on identifier (commissioner_id, support_plan_id) where support_plan_id is not null;
alter table identifier enable row level security;
alter table identifier force row level security;
create policy tenant on identifier using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, delete, update (person_id) on identifier to recovery_budgets_app;

-- The councils that pay into a scheme that is pooled: their officers see its cases while they are under way.
create table scheme_council (
  commissioner_id uuid not null,
  scheme_council_id uuid not null,
  scheme_id uuid not null,
  organisation_id uuid not null,
  enrolled_by text not null,
  enrolled_at timestamptz not null,
  ended_by text,
  ended_at timestamptz,
  primary key (commissioner_id, scheme_council_id),
  constraint scheme_council_of_scheme foreign key (commissioner_id, scheme_id) references scheme (commissioner_id, scheme_id),
  constraint scheme_council_is foreign key (commissioner_id, organisation_id) references organisation (commissioner_id, organisation_id),
  constraint scheme_council_ended_check check ((ended_by is null) = (ended_at is null))
);
create unique index scheme_council_one_in_force on scheme_council (commissioner_id, organisation_id, scheme_id) where ended_at is null;
create index scheme_council_by_scheme on scheme_council (commissioner_id, scheme_id, scheme_council_id desc);
alter table scheme_council enable row level security;
alter table scheme_council force row level security;
create policy tenant on scheme_council using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (ended_by, ended_at) on scheme_council to recovery_budgets_app;

-- A list of a council's begins with its schemes, and reads what is under way there.
create index budget_case_under_way_by_scheme on budget_case (commissioner_id, scheme_id, case_id desc) where ended_at is null;

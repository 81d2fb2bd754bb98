-- A restricted record is opened to a named member of staff, for a task, until a day: else nobody could decide on it. It ends with the restriction.
create type opening_task as enum ('decide', 'identity');
create table record_opening (
  commissioner_id uuid not null,
  record_opening_id uuid not null,
  person_id uuid not null,
  actor_id text not null,
  actor_name text not null,
  task opening_task not null,
  reason text not null,
  until_on date not null,
  opened_by text not null,
  opened_at timestamptz not null,
  ended_at timestamptz,
  primary key (commissioner_id, record_opening_id),
  constraint record_opening_of_person foreign key (commissioner_id, person_id) references person (commissioner_id, person_id) on delete cascade
);
create index record_opening_by_person on record_opening (commissioner_id, person_id, record_opening_id desc);
alter table record_opening enable row level security;
alter table record_opening force row level security;
create policy tenant on record_opening using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (ended_at) on record_opening to recovery_budgets_app;

-- Sight of what is to happen in a crisis for an hour, for a crisis team, on a ground that it names. What is told of it is codes alone.
create type crisis_look_ground as enum ('person-asked', 'somebody-called', 'in-care', 'emergency-service-asked', 'crisis-is-on');
create table crisis_look (
  commissioner_id uuid not null,
  crisis_look_id uuid not null,
  person_id uuid not null,
  actor_id text not null,
  actor_name text not null,
  organisation_id uuid not null,
  ground crisis_look_ground not null,
  began_at timestamptz not null,
  until_at timestamptz not null,
  primary key (commissioner_id, crisis_look_id),
  constraint crisis_look_of_person foreign key (commissioner_id, person_id)
    references person (commissioner_id, person_id) on delete cascade
);
create index crisis_look_of_actor on crisis_look (commissioner_id, actor_id, until_at);
create index crisis_look_by_person on crisis_look (commissioner_id, person_id, crisis_look_id desc);
alter table crisis_look enable row level security;
alter table crisis_look force row level security;
create policy tenant on crisis_look using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert on crisis_look to recovery_budgets_app;

-- A crisis team declares one too, and has no place on the case.
create type crisis_role as enum ('person', 'representative', 'advocate', 'care-coordinator', 'broker', 'crisis-team');
alter table crisis_episode alter column declared_as type crisis_role using declared_as::text::crisis_role;

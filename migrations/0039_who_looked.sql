-- Who looked at a person's record, on what ground, by which operation and when: kept for ever, written beside the answers.
create table record_read (
  commissioner_id uuid not null references commissioner,
  record_read_id uuid not null,
  person_id uuid not null,
  case_id uuid,
  actor_id text not null,
  actor_name text not null,
  organisation_id uuid,
  ground text not null,
  operation text not null,
  read_at timestamptz not null,
  primary key (commissioner_id, record_read_id)
);
create index record_read_of_person on record_read (commissioner_id, person_id, record_read_id desc);
create index record_read_by_actor on record_read (commissioner_id, actor_id, record_read_id desc);

-- A record that only its team, and who breaks the glass, may open.
create table record_restriction (
  commissioner_id uuid not null,
  record_restriction_id uuid not null,
  person_id uuid not null,
  reason text not null,
  restricted_by text not null,
  restricted_at timestamptz not null,
  lifted_by text,
  lifted_at timestamptz,
  primary key (commissioner_id, record_restriction_id),
  constraint record_restriction_of_person foreign key (commissioner_id, person_id) references person (commissioner_id, person_id),
  constraint record_restriction_lifted_check check ((lifted_by is null) = (lifted_at is null))
);
create unique index record_restriction_in_force on record_restriction (commissioner_id, person_id) where lifted_at is null;

-- Sight of a case for an hour, for somebody on call who has no other ground and says why.
create table break_glass (
  commissioner_id uuid not null,
  break_glass_id uuid not null,
  case_id uuid not null,
  person_id uuid not null,
  actor_id text not null,
  actor_name text not null,
  organisation_id uuid,
  reason text not null,
  began_at timestamptz not null,
  until_at timestamptz not null,
  primary key (commissioner_id, break_glass_id),
  constraint break_glass_of_case foreign key (commissioner_id, case_id) references budget_case (commissioner_id, case_id),
  constraint break_glass_of_person foreign key (commissioner_id, person_id) references person (commissioner_id, person_id)
);
create index break_glass_of_actor on break_glass (commissioner_id, actor_id, until_at);
create index break_glass_by_person on break_glass (commissioner_id, person_id, break_glass_id desc);

create function current_instant() returns timestamptz language sql stable parallel safe
  return coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now());

do $$
declare name text;
begin
  foreach name in array array['record_read', 'record_restriction', 'break_glass'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner())', name);
    execute format('grant select, insert on %I to recovery_budgets_app', name);
  end loop;
end $$;
grant update (lifted_by, lifted_at) on record_restriction to recovery_budgets_app;
revoke execute on function current_instant() from public;
grant execute on function current_instant() to recovery_budgets_app;

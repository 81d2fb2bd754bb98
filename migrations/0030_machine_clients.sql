-- A system asks in its own name only where the commissioner registered its client: for what, and for which organisation, null for the
-- commissioner itself. What ended is kept, so that the audit can still say who it was; its client_id may be registered anew.
create table machine_client (
  commissioner_id uuid not null references commissioner (commissioner_id),
  machine_client_id uuid not null,
  client_id text not null,
  organisation_id uuid,
  name text not null,
  scopes text[] not null,
  registered_by text not null,
  registered_at timestamptz not null,
  ended_by text,
  ended_at timestamptz,
  constraint machine_client_pkey primary key (commissioner_id, machine_client_id),
  constraint machine_client_of_organisation foreign key (commissioner_id, organisation_id)
    references organisation (commissioner_id, organisation_id),
  constraint machine_client_ended_whole check ((ended_by is null) = (ended_at is null))
);
create unique index machine_client_one_in_force on machine_client (commissioner_id, client_id) where ended_at is null;

alter table machine_client enable row level security;
alter table machine_client force row level security;
create policy tenant on machine_client using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert on machine_client to recovery_budgets_app;
grant update (ended_by, ended_at) on machine_client to recovery_budgets_app;

-- An organisation that takes part no longer: no token that names it is honoured. Its code may be registered anew.
alter table organisation add column ended_at timestamptz;
alter table organisation drop constraint organisation_one_per_code;
create unique index organisation_one_per_code on organisation (commissioner_id, code) where ended_at is null;
grant update (ended_at) on organisation to recovery_budgets_app;

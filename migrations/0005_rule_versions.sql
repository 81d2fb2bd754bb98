-- Rule versions that a commissioner writes: a draft, its simulation over the present cases, and its publication.

-- A version of a scheme while it is being written. What was published of it is a row of scheme_version, which never changes.
create table scheme_draft (
  commissioner_id uuid not null,
  scheme_draft_id uuid not null,
  scheme_id uuid not null,
  based_on_version integer,
  rules json not null,
  content_hash text not null,
  published_version integer,
  drafted_by text not null,
  drafted_at timestamptz not null,
  changed_at timestamptz not null,
  version integer not null,
  constraint scheme_draft_pkey primary key (commissioner_id, scheme_draft_id),
  constraint scheme_draft_of_scheme foreign key (commissioner_id, scheme_id) references scheme,
  constraint scheme_draft_published_as foreign key (commissioner_id, scheme_id, published_version) references scheme_version
);
create index scheme_draft_by_scheme on scheme_draft (commissioner_id, scheme_id, scheme_draft_id desc);

-- What a draft would do to the cases as they stood at an instant. The rules are kept, so that a later change of the draft changes nothing here.
create table simulation (
  commissioner_id uuid not null,
  simulation_id uuid not null,
  scheme_draft_id uuid not null,
  scheme_id uuid not null,
  rules json not null,
  content_hash text not null,
  requested_by text not null,
  frozen_at timestamptz not null,
  status text not null,
  total integer not null check (total >= 0),
  done integer not null check (done >= 0),
  last_case_id uuid,
  failures integer not null check (failures >= 0),
  result json,
  ended_at timestamptz,
  constraint simulation_pkey primary key (commissioner_id, simulation_id),
  constraint simulation_of_draft foreign key (commissioner_id, scheme_draft_id) references scheme_draft,
  constraint simulation_of_scheme foreign key (commissioner_id, scheme_id) references scheme
);
create unique index simulation_one_running on simulation (commissioner_id, scheme_draft_id) where status = 'running';
create index simulation_under_way on simulation (commissioner_id, simulation_id) where status = 'running';
create index simulation_by_draft on simulation (commissioner_id, scheme_draft_id, simulation_id desc);

-- What each case comes to, while a simulation runs. Emptied when it ends: what is kept of it is the result, with small numbers hidden.
create table simulated_case (
  commissioner_id uuid not null,
  simulation_id uuid not null,
  case_id uuid not null,
  scheme_version integer not null,
  ethnic_category text not null,
  language text not null,
  interpreter_needed boolean not null,
  calculated boolean not null,
  now_pence bigint,
  now_refused text,
  now_tier text,
  now_near text,
  proposed_pence bigint,
  proposed_refused text,
  proposed_tier text,
  proposed_near text,
  constraint simulated_case_pkey primary key (commissioner_id, simulation_id, case_id),
  constraint simulated_case_of_simulation foreign key (commissioner_id, simulation_id) references simulation
);

-- On what a published version rests: the simulation that was looked at, and what was written about who it bears on.
create table scheme_publication (
  commissioner_id uuid not null,
  scheme_id uuid not null,
  version integer not null,
  scheme_draft_id uuid not null,
  simulation_id uuid not null,
  equality_note text not null,
  published_by text not null,
  published_at timestamptz not null,
  constraint scheme_publication_pkey primary key (commissioner_id, scheme_id, version),
  constraint scheme_publication_of_version foreign key (commissioner_id, scheme_id, version) references scheme_version,
  constraint scheme_publication_of_draft foreign key (commissioner_id, scheme_draft_id) references scheme_draft,
  constraint scheme_publication_after_simulation foreign key (commissioner_id, simulation_id) references simulation
);

-- The cases of a scheme in the order of their identifiers, page by page; and the budgets that were in force at an instant.
create index budget_case_by_scheme on budget_case (commissioner_id, scheme_id, case_id);
create index indicative_budget_by_case on indicative_budget (commissioner_id, case_id, indicative_budget_id desc);

do $$
declare
  name text;
begin
  foreach name in array array['scheme_draft', 'simulation', 'simulated_case', 'scheme_publication'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner())', name);
  end loop;
end
$$;
grant select, insert on scheme_publication to recovery_budgets_app;
grant select, insert, update (rules, content_hash, published_version, changed_at, version) on scheme_draft to recovery_budgets_app;
grant select, insert, update (status, total, done, last_case_id, failures, result, ended_at) on simulation to recovery_budgets_app;
grant select, insert, delete on simulated_case to recovery_budgets_app;

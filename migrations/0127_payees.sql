-- Who is paid: registered once with the commissioner, with the evidence that lets them be paid and the day on which it lapses.
create type payee_kind as enum ('individual-worker', 'volunteer', 'provider-organisation', 'broker-organisation');
create type payee_evidence_kind as enum ('dbs', 'insurance', 'registration', 'supervision');
create type payee_outcome as enum ('approved', 'refused');
create table payee (
  commissioner_id uuid not null,
  payee_id uuid not null,
  kind payee_kind not null,
  name text not null,
  -- How the name is looked up: folded, so that a list by its beginning reads an index.
  name_key text collate "C" not null,
  organisation_id uuid,
  contact text,
  registered_by text not null,
  registered_at timestamptz not null,
  ended_at timestamptz,
  primary key (commissioner_id, payee_id),
  constraint payee_of_organisation foreign key (commissioner_id, organisation_id) references organisation (commissioner_id, organisation_id)
);
create index payee_by_name on payee (commissioner_id, name_key, payee_id);
create index payee_by_organisation on payee (commissioner_id, organisation_id) where organisation_id is not null;

create table payee_evidence (
  commissioner_id uuid not null,
  payee_evidence_id uuid not null,
  payee_id uuid not null,
  kind payee_evidence_kind not null,
  issued_on date not null,
  expires_on date not null,
  -- SHA-256 of the document, which stays with whoever saw it.
  document_hash text,
  seen_by text not null,
  seen_at timestamptz not null,
  primary key (commissioner_id, payee_evidence_id),
  constraint payee_evidence_days_check check (expires_on >= issued_on),
  constraint payee_evidence_of_payee foreign key (commissioner_id, payee_id) references payee (commissioner_id, payee_id) on delete cascade
);
create index payee_evidence_by_payee on payee_evidence (commissioner_id, payee_id, kind, expires_on desc);
create index payee_evidence_by_expiry on payee_evidence (commissioner_id, expires_on, payee_evidence_id);

-- Whether somebody with a tie to the person, or an organisation to its own plan, is paid on a case all the same.
create table payee_decision (
  commissioner_id uuid not null,
  payee_decision_id uuid not null,
  case_id uuid not null,
  payee_id uuid not null,
  outcome payee_outcome not null,
  -- What tied them on that day.
  ties text[] not null,
  because text not null,
  decided_by text not null,
  decided_at timestamptz not null,
  primary key (commissioner_id, payee_decision_id),
  constraint payee_decision_of_case foreign key (commissioner_id, case_id) references budget_case (commissioner_id, case_id) on delete cascade,
  constraint payee_decision_on_payee foreign key (commissioner_id, payee_id) references payee (commissioner_id, payee_id) on delete cascade
);
create index payee_decision_by_case on payee_decision (commissioner_id, case_id, payee_decision_id desc);
create index payee_decision_by_payee on payee_decision (commissioner_id, payee_id);

alter table purchase add column payee_id uuid,
  add constraint purchase_of_payee foreign key (commissioner_id, payee_id) references payee (commissioner_id, payee_id);
create index purchase_by_payee on purchase (commissioner_id, payee_id, purchase_id desc) where payee_id is not null;

do $$
declare
  made text;
begin
  foreach made in array array['payee', 'payee_evidence', 'payee_decision'] loop
    execute format('alter table %I enable row level security', made);
    execute format('alter table %I force row level security', made);
    execute format('create policy tenant on %I using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner())', made);
  end loop;
end $$;
grant select, insert, update (ended_at) on payee to recovery_budgets_app;
grant select, insert on payee_evidence to recovery_budgets_app;
grant select, insert on payee_decision to recovery_budgets_app;

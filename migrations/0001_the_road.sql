-- One person's budget, from the expression of interest to the first review.
--
-- commissioner_id is the tenant. It leads every key, so a reference across tenants cannot be written down,
-- and row-level security hides every other tenant's rows from the role the service connects as.
-- That role owns nothing and cannot change or remove what has happened: see the grants at the end.

do $$
begin
  if not exists (select from pg_roles where rolname = 'recovery_budgets_app') then
    create role recovery_budgets_app nologin;
  end if;
end
$$;

create function current_commissioner() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('app.commissioner_id', true), '')::uuid;

-- Tenants and who takes part -------------------------------------------------------------------------------

create table commissioner (
  commissioner_id uuid not null,
  code text not null,
  name text not null,
  constraint commissioner_pkey primary key (commissioner_id),
  constraint commissioner_one_per_code unique (code)
);

create table organisation (
  commissioner_id uuid not null references commissioner,
  organisation_id uuid not null,
  code text not null,
  name text not null,
  kind text not null,
  registered_at timestamptz not null,
  constraint organisation_pkey primary key (commissioner_id, organisation_id),
  constraint organisation_one_per_code unique (commissioner_id, code)
);

create table scheme (
  commissioner_id uuid not null references commissioner,
  scheme_id uuid not null,
  code text not null,
  title text not null,
  constraint scheme_pkey primary key (commissioner_id, scheme_id),
  constraint scheme_one_per_code unique (commissioner_id, code)
);

create table scheme_version (
  commissioner_id uuid not null,
  scheme_id uuid not null,
  version integer not null check (version > 0),
  starts_on date not null,
  rules json not null,
  published_at timestamptz not null,
  constraint scheme_version_pkey primary key (commissioner_id, scheme_id, version),
  constraint scheme_version_one_per_start unique (commissioner_id, scheme_id, starts_on),
  constraint scheme_version_of_scheme foreign key (commissioner_id, scheme_id) references scheme
);

-- People and consent ---------------------------------------------------------------------------------------

create table person (
  commissioner_id uuid not null references commissioner,
  person_id uuid not null,
  nhs_number char(10),
  given_name text not null,
  family_name text not null,
  born_on date not null,
  subject text,
  ethnic_category text not null,
  language text not null,
  interpreter_needed boolean not null,
  communication_needs text,
  version integer not null,
  registered_at timestamptz not null,
  constraint person_pkey primary key (commissioner_id, person_id),
  constraint person_one_per_nhs_number unique (commissioner_id, nhs_number),
  constraint person_one_per_subject unique (commissioner_id, subject)
);

create table consent (
  commissioner_id uuid not null,
  consent_id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  purpose text not null,
  given_how text not null,
  given_at timestamptz not null,
  recorded_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  constraint consent_pkey primary key (commissioner_id, consent_id),
  constraint consent_of_person foreign key (commissioner_id, person_id) references person,
  constraint consent_to_organisation foreign key (commissioner_id, organisation_id) references organisation
);
create index consent_by_person on consent (commissioner_id, person_id, consent_id desc);

-- The case -------------------------------------------------------------------------------------------------

create table budget_case (
  commissioner_id uuid not null,
  case_id uuid not null,
  person_id uuid not null,
  scheme_id uuid not null,
  scheme_version integer not null,
  trust_id uuid not null,
  moment text not null,
  waiting_for text[] not null,
  tier text,
  opened_at timestamptz not null,
  ended_at timestamptz,
  ended_words text,
  version integer not null,
  constraint budget_case_pkey primary key (commissioner_id, case_id),
  constraint budget_case_of_person foreign key (commissioner_id, person_id) references person,
  constraint budget_case_under_rules foreign key (commissioner_id, scheme_id, scheme_version) references scheme_version,
  constraint budget_case_with_trust foreign key (commissioner_id, trust_id) references organisation (commissioner_id, organisation_id)
);
create unique index budget_case_one_in_flight on budget_case (commissioner_id, person_id, scheme_id) where ended_at is null;
create index budget_case_by_trust on budget_case (commissioner_id, trust_id, case_id desc);
create index budget_case_by_tier on budget_case (commissioner_id, tier, case_id desc) where tier is not null;

create table case_member (
  commissioner_id uuid not null,
  case_member_id uuid not null,
  case_id uuid not null,
  actor_id text not null,
  capacity text not null,
  name text not null,
  organisation_id uuid,
  joined_at timestamptz not null,
  left_at timestamptz,
  constraint case_member_pkey primary key (commissioner_id, case_member_id),
  constraint case_member_of_case foreign key (commissioner_id, case_id) references budget_case,
  constraint case_member_from_organisation foreign key (commissioner_id, organisation_id) references organisation
);
-- One broker, one care coordinator, one person: the ball is never with two people who each think it is the other's.
create unique index case_member_one_per_capacity on case_member (commissioner_id, case_id, capacity)
  where left_at is null and capacity in ('person', 'broker', 'care-coordinator');
create index case_member_by_actor on case_member (commissioner_id, actor_id, case_id desc) where left_at is null;
create index case_member_by_case on case_member (commissioner_id, case_id);

create table clock (
  commissioner_id uuid not null,
  clock_id uuid not null,
  case_id uuid not null,
  kind text not null,
  subject_id uuid not null,
  started_on date not null,
  working_days integer not null check (working_days > 0),
  paused_working_days integer not null default 0 check (paused_working_days >= 0),
  paused_on date,
  due_on date not null,
  stopped_on date,
  constraint clock_pkey primary key (commissioner_id, clock_id),
  constraint clock_of_case foreign key (commissioner_id, case_id) references budget_case
);
create unique index clock_one_running on clock (commissioner_id, kind, subject_id) where stopped_on is null;
create index clock_by_case on clock (commissioner_id, case_id, clock_id);

-- Expression of interest -----------------------------------------------------------------------------------

create table expression_of_interest (
  commissioner_id uuid not null,
  expression_of_interest_id uuid not null,
  case_id uuid not null,
  status text not null,
  content json not null,
  made_by text not null,
  made_as text not null,
  made_at timestamptz not null,
  submitted_at timestamptz,
  version integer not null,
  constraint expression_of_interest_pkey primary key (commissioner_id, expression_of_interest_id),
  constraint expression_of_interest_of_case foreign key (commissioner_id, case_id) references budget_case
);
create unique index expression_of_interest_one_per_case on expression_of_interest (commissioner_id, case_id)
  where status not in ('withdrawn', 'declined');
create index expression_of_interest_by_case on expression_of_interest (commissioner_id, case_id, expression_of_interest_id desc);

create table information_request (
  commissioner_id uuid not null,
  information_request_id uuid not null,
  expression_of_interest_id uuid not null,
  case_id uuid not null,
  items json not null,
  asked_by text not null,
  asked_at timestamptz not null,
  due_on date not null,
  answered_at timestamptz,
  constraint information_request_pkey primary key (commissioner_id, information_request_id),
  constraint information_request_of_expression foreign key (commissioner_id, expression_of_interest_id) references expression_of_interest
);
create index information_request_by_expression on information_request (commissioner_id, expression_of_interest_id, information_request_id);

-- A decision on an expression of interest or on a support plan, with its reasons, for ever.
create table decision (
  commissioner_id uuid not null,
  decision_id uuid not null,
  case_id uuid not null,
  subject text not null,
  subject_id uuid not null,
  subject_version integer not null,
  outcome text not null,
  tier text not null,
  reasons json not null,
  gaps_accepted_because text,
  decided_by text not null,
  decided_by_name text not null,
  decided_at timestamptz not null,
  scheme_version integer not null,
  constraint decision_pkey primary key (commissioner_id, decision_id),
  constraint decision_of_case foreign key (commissioner_id, case_id) references budget_case
);
create index decision_by_case on decision (commissioner_id, case_id, decision_id desc);

-- Needs and budget -----------------------------------------------------------------------------------------

create table needs_assessment (
  commissioner_id uuid not null,
  needs_assessment_id uuid not null,
  case_id uuid not null,
  instrument text not null,
  instrument_version integer not null,
  status text not null,
  content json not null,
  assessor_id text not null,
  begun_at timestamptz not null,
  completed_at timestamptz,
  version integer not null,
  constraint needs_assessment_pkey primary key (commissioner_id, needs_assessment_id),
  constraint needs_assessment_of_case foreign key (commissioner_id, case_id) references budget_case
);
create unique index needs_assessment_one_in_progress on needs_assessment (commissioner_id, case_id) where status = 'in-progress';
create index needs_assessment_by_case on needs_assessment (commissioner_id, case_id, needs_assessment_id desc);

create table budget_calculation (
  commissioner_id uuid not null,
  budget_calculation_id uuid not null,
  case_id uuid not null,
  method text not null,
  scheme_version integer not null,
  inputs json not null,
  steps json not null,
  amount_pence bigint not null check (amount_pence >= 0),
  content_hash text not null,
  calculated_by text not null,
  calculated_at timestamptz not null,
  constraint budget_calculation_pkey primary key (commissioner_id, budget_calculation_id),
  constraint budget_calculation_of_case foreign key (commissioner_id, case_id) references budget_case
);
create index budget_calculation_by_case on budget_calculation (commissioner_id, case_id, budget_calculation_id desc);

create table indicative_budget (
  commissioner_id uuid not null,
  indicative_budget_id uuid not null,
  case_id uuid not null,
  budget_calculation_id uuid not null,
  amount_pence bigint not null check (amount_pence >= 0),
  adopted_by text not null,
  adopted_at timestamptz not null,
  disclosed_at timestamptz,
  disclosed_by text,
  disclosed_how text,
  superseded_at timestamptz,
  constraint indicative_budget_pkey primary key (commissioner_id, indicative_budget_id),
  constraint indicative_budget_from_calculation foreign key (commissioner_id, budget_calculation_id) references budget_calculation,
  constraint indicative_budget_of_case foreign key (commissioner_id, case_id) references budget_case
);
create unique index indicative_budget_one_in_force on indicative_budget (commissioner_id, case_id) where superseded_at is null;

-- The support plan and its way to a decision ---------------------------------------------------------------

create table support_plan (
  commissioner_id uuid not null,
  support_plan_id uuid not null,
  case_id uuid not null,
  status text not null,
  content json not null,
  total_pence bigint not null check (total_pence >= 0),
  content_hash text not null,
  author_id text not null,
  submitted_version integer,
  tier text,
  opened_at timestamptz not null,
  submitted_at timestamptz,
  agreed_at timestamptz,
  version integer not null,
  constraint support_plan_pkey primary key (commissioner_id, support_plan_id),
  constraint support_plan_of_case foreign key (commissioner_id, case_id) references budget_case
);
create unique index support_plan_one_in_flight on support_plan (commissioner_id, case_id)
  where status in ('draft', 'awaiting-signatures', 'awaiting-decision', 'returned');
create index support_plan_by_case on support_plan (commissioner_id, case_id, support_plan_id desc);

-- What was signed: the content as it stood, so that a signature can always be shown beside its text.
create table support_plan_version (
  commissioner_id uuid not null,
  support_plan_id uuid not null,
  version integer not null,
  content json not null,
  total_pence bigint not null,
  content_hash text not null,
  submitted_by text not null,
  submitted_at timestamptz not null,
  constraint support_plan_version_pkey primary key (commissioner_id, support_plan_id, version),
  constraint support_plan_version_of_plan foreign key (commissioner_id, support_plan_id) references support_plan
);

create table signature (
  commissioner_id uuid not null,
  signature_id uuid not null,
  support_plan_id uuid not null,
  plan_version integer not null,
  capacity text not null,
  actor_id text not null,
  name text not null,
  how text not null,
  content_hash text not null,
  recorded_by text not null,
  signed_at timestamptz not null,
  constraint signature_pkey primary key (commissioner_id, signature_id),
  constraint signature_one_per_capacity_and_version unique (commissioner_id, support_plan_id, plan_version, capacity),
  constraint signature_of_version foreign key (commissioner_id, support_plan_id, plan_version) references support_plan_version
);

-- Each arrival of a plan at a tier, and why it went there.
create table routing (
  commissioner_id uuid not null,
  routing_id uuid not null,
  support_plan_id uuid not null,
  plan_version integer not null,
  tier text not null,
  because text not null,
  sentence text not null,
  passed_on_by text,
  arrived_at timestamptz not null,
  constraint routing_pkey primary key (commissioner_id, routing_id),
  constraint routing_of_version foreign key (commissioner_id, support_plan_id, plan_version) references support_plan_version
);
create index routing_by_plan on routing (commissioner_id, support_plan_id, routing_id);

create table vote (
  commissioner_id uuid not null,
  vote_id uuid not null,
  support_plan_id uuid not null,
  plan_version integer not null,
  tier text not null,
  actor_id text not null,
  name text not null,
  lived_experience boolean not null,
  agrees boolean not null,
  reasons json not null,
  voted_at timestamptz not null,
  constraint vote_pkey primary key (commissioner_id, vote_id),
  constraint vote_one_per_member_and_version unique (commissioner_id, support_plan_id, plan_version, tier, actor_id),
  constraint vote_on_version foreign key (commissioner_id, support_plan_id, plan_version) references support_plan_version
);

-- Money ----------------------------------------------------------------------------------------------------

create table plan_line (
  commissioner_id uuid not null,
  plan_line_id uuid not null,
  case_id uuid not null,
  support_plan_id uuid not null,
  key text not null,
  title text not null,
  category text not null,
  deployment text not null,
  instrument text not null,
  holder_id uuid,
  agreed_pence bigint not null check (agreed_pence > 0),
  spent_pence bigint not null default 0 check (spent_pence >= 0),
  status text not null,
  constraint plan_line_pkey primary key (commissioner_id, plan_line_id),
  constraint plan_line_no_overspend check (spent_pence <= agreed_pence),
  constraint plan_line_one_per_key unique (commissioner_id, support_plan_id, key),
  constraint plan_line_of_plan foreign key (commissioner_id, support_plan_id) references support_plan,
  constraint plan_line_of_case foreign key (commissioner_id, case_id) references budget_case,
  constraint plan_line_held_by foreign key (commissioner_id, holder_id) references organisation (commissioner_id, organisation_id)
);
create index plan_line_by_case on plan_line (commissioner_id, case_id, plan_line_id);

create table ledger_entry (
  commissioner_id uuid not null,
  ledger_entry_id uuid not null,
  case_id uuid not null,
  kind text not null,
  plan_line_id uuid,
  purchase_id uuid,
  recorded_by text not null,
  recorded_at timestamptz not null,
  constraint ledger_entry_pkey primary key (commissioner_id, ledger_entry_id),
  constraint ledger_entry_of_case foreign key (commissioner_id, case_id) references budget_case,
  constraint ledger_entry_of_line foreign key (commissioner_id, plan_line_id) references plan_line
);
create index ledger_entry_by_case on ledger_entry (commissioner_id, case_id, ledger_entry_id);

create table ledger_posting (
  commissioner_id uuid not null,
  ledger_entry_id uuid not null,
  account text not null,
  amount_pence bigint not null check (amount_pence <> 0),
  constraint ledger_posting_pkey primary key (commissioner_id, ledger_entry_id, account),
  constraint ledger_posting_of_entry foreign key (commissioner_id, ledger_entry_id) references ledger_entry
);

create function ledger_entry_balances() returns trigger
  language plpgsql as $$
begin
  if (select sum(amount_pence) from ledger_posting p
      where p.commissioner_id = new.commissioner_id and p.ledger_entry_id = new.ledger_entry_id) is distinct from 0 then
    raise exception 'a ledger entry must balance' using errcode = 'check_violation', constraint = 'ledger_entry_balances';
  end if;
  return null;
end
$$;
create constraint trigger ledger_entry_balances after insert on ledger_posting
  deferrable initially deferred for each row execute function ledger_entry_balances();
create constraint trigger ledger_entry_has_postings after insert on ledger_entry
  deferrable initially deferred for each row execute function ledger_entry_balances();

create table purchase (
  commissioner_id uuid not null,
  purchase_id uuid not null,
  case_id uuid not null,
  plan_line_id uuid not null,
  amount_pence bigint not null check (amount_pence > 0),
  payee text not null,
  bought text not null,
  bought_on date not null,
  instrument text not null,
  bought_by text not null,
  recorded_at timestamptz not null,
  reversed_at timestamptz,
  reversal_reason text,
  constraint purchase_pkey primary key (commissioner_id, purchase_id),
  constraint purchase_of_line foreign key (commissioner_id, plan_line_id) references plan_line
);
create index purchase_by_case on purchase (commissioner_id, case_id, purchase_id);

create table receipt (
  commissioner_id uuid not null,
  receipt_id uuid not null,
  purchase_id uuid not null,
  amount_pence bigint not null check (amount_pence > 0),
  issued_on date not null,
  document_hash text not null,
  received_by text not null,
  received_at timestamptz not null,
  constraint receipt_pkey primary key (commissioner_id, receipt_id),
  constraint receipt_one_per_purchase unique (commissioner_id, purchase_id),
  constraint receipt_of_purchase foreign key (commissioner_id, purchase_id) references purchase
);

-- Reviews --------------------------------------------------------------------------------------------------

create table review (
  commissioner_id uuid not null,
  review_id uuid not null,
  case_id uuid not null,
  support_plan_id uuid not null,
  kind text not null,
  status text not null,
  due_on date not null,
  scheduled_at timestamptz not null,
  content json,
  finding text,
  done_by text,
  done_at timestamptz,
  version integer not null,
  constraint review_pkey primary key (commissioner_id, review_id),
  constraint review_of_plan foreign key (commissioner_id, support_plan_id) references support_plan,
  constraint review_of_case foreign key (commissioner_id, case_id) references budget_case
);
create unique index review_one_scheduled_per_kind on review (commissioner_id, case_id, kind) where status = 'scheduled';
create index review_by_case on review (commissioner_id, case_id, review_id desc);

-- What happened --------------------------------------------------------------------------------------------

create table audit_entry (
  commissioner_id uuid not null references commissioner,
  audit_entry_id uuid not null,
  type text not null,
  subject_id uuid not null,
  case_id uuid,
  actor_id text not null,
  organisation_id uuid,
  scheme_version integer,
  facts json not null,
  happened_at timestamptz not null,
  constraint audit_entry_pkey primary key (commissioner_id, audit_entry_id)
);
create index audit_entry_by_case on audit_entry (commissioner_id, case_id, audit_entry_id desc) where case_id is not null;

-- The place of each entry in its tenant's hash chain, given after the commit and in the order of commits.
create table audit_seal (
  commissioner_id uuid not null references commissioner,
  sequence bigint not null check (sequence > 0),
  audit_entry_id uuid not null,
  hash text not null,
  constraint audit_seal_pkey primary key (commissioner_id, sequence),
  constraint audit_seal_one_per_entry unique (commissioner_id, audit_entry_id),
  constraint audit_seal_of_entry foreign key (commissioner_id, audit_entry_id) references audit_entry
);

-- Entries that still wait for their seal. Filled in the transaction of the write, emptied by the sequencer.
create table audit_outbox (
  commissioner_id uuid not null,
  audit_entry_id uuid not null,
  constraint audit_outbox_pkey primary key (commissioner_id, audit_entry_id)
);
create function audit_entry_to_outbox() returns trigger
  language plpgsql as $$
begin
  insert into audit_outbox (commissioner_id, audit_entry_id) values (new.commissioner_id, new.audit_entry_id);
  return null;
end
$$;
create trigger audit_entry_to_outbox after insert on audit_entry for each row execute function audit_entry_to_outbox();

create table idempotency_record (
  commissioner_id uuid not null references commissioner,
  actor_id text not null,
  key text not null,
  request_hash text not null,
  answer text not null,
  stored_at timestamptz not null,
  constraint idempotency_record_pkey primary key (commissioner_id, actor_id, key)
);
create index idempotency_record_by_age on idempotency_record (commissioner_id, stored_at);

-- The second wall, and what may never be changed -----------------------------------------------------------

do $$
declare
  name text;
begin
  foreach name in array array[
    'organisation', 'scheme', 'scheme_version', 'person', 'consent', 'budget_case', 'case_member', 'clock',
    'expression_of_interest', 'information_request', 'decision', 'needs_assessment', 'budget_calculation',
    'indicative_budget', 'support_plan', 'support_plan_version', 'signature', 'routing', 'vote', 'plan_line',
    'ledger_entry', 'ledger_posting', 'purchase', 'receipt', 'review', 'audit_entry', 'audit_seal', 'idempotency_record'
  ] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner())', name);
  end loop;
end
$$;

grant usage on schema public to recovery_budgets_app;
grant select on commissioner to recovery_budgets_app;

-- Append-only: what happened is never overwritten.
grant select, insert on
  organisation, scheme, scheme_version, decision, budget_calculation, support_plan_version, signature, routing, vote,
  ledger_entry, ledger_posting, receipt, audit_entry, audit_seal
  to recovery_budgets_app;

grant select, insert, update on
  person, case_member, clock, expression_of_interest, information_request, needs_assessment, support_plan, review, budget_case
  to recovery_budgets_app;
grant select, insert, update (withdrawn_at, withdrawn_by) on consent to recovery_budgets_app;
grant select, insert, update (disclosed_at, disclosed_by, disclosed_how, superseded_at) on indicative_budget to recovery_budgets_app;
grant select, insert, update (spent_pence, status) on plan_line to recovery_budgets_app;
grant select, insert, update (reversed_at, reversal_reason) on purchase to recovery_budgets_app;
grant select, insert, delete on audit_outbox, idempotency_record to recovery_budgets_app;

-- How the money of a line is held, agreed in writing: by the person, or who may sign for them, and by the commissioner.
create table deployment_agreement (
  commissioner_id uuid not null,
  deployment_agreement_id uuid not null,
  case_id uuid not null,
  -- The key of the line: a changed plan that holds it in the same way needs no other agreement.
  line text not null,
  deployment deployment not null,
  instrument payment_instrument not null,
  holder_id uuid,
  content json not null,
  content_hash text not null,
  drafted_at timestamptz not null,
  person_signed_by text,
  person_signed_as case_role,
  person_signed_at timestamptz,
  commissioner_signed_by text,
  commissioner_signed_at timestamptz,
  ended_at timestamptz,
  primary key (commissioner_id, deployment_agreement_id),
  constraint deployment_agreement_person_whole_check check (num_nonnulls(person_signed_by, person_signed_as, person_signed_at) in (0, 3)),
  constraint deployment_agreement_commissioner_whole_check check (num_nonnulls(commissioner_signed_by, commissioner_signed_at) in (0, 2)),
  constraint deployment_agreement_held_check check (deployment <> 'notional' and (deployment = 'third-party') = (holder_id is not null)),
  constraint deployment_agreement_of_case foreign key (commissioner_id, case_id)
    references budget_case (commissioner_id, case_id) on delete cascade,
  constraint deployment_agreement_by_organisation foreign key (commissioner_id, holder_id) references organisation (commissioner_id, organisation_id)
);
create index deployment_agreement_by_case on deployment_agreement (commissioner_id, case_id, deployment_agreement_id desc);
create unique index deployment_agreement_one_open on deployment_agreement
  (commissioner_id, case_id, line, deployment, instrument, coalesce(holder_id, '00000000-0000-0000-0000-000000000000')) where ended_at is null;
alter table deployment_agreement enable row level security;
alter table deployment_agreement force row level security;
create policy tenant on deployment_agreement using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (person_signed_by, person_signed_as, person_signed_at, commissioner_signed_by, commissioner_signed_at, ended_at)
  on deployment_agreement to recovery_budgets_app;

-- A way that needs an agreement is in force once it is signed; until then the way before it is. Null: it waits.
alter table line_holding add column took_effect_at timestamptz;
alter table line_holding no force row level security;
update line_holding set took_effect_at = chosen_at;
alter table line_holding force row level security;
grant update (took_effect_at) on line_holding to recovery_budgets_app;
alter type said_for_kind add value 'deployment-agreement';

-- The council's own budget that a person has already, or that a joint assessment found: what it is for, and how much. It is never written over.
create table social_care_budget (
  commissioner_id uuid not null,
  social_care_budget_id uuid not null,
  case_id uuid not null,
  organisation_id uuid not null,
  reference text not null,
  amount_pence bigint not null,
  pays_for text not null,
  from_on date not null,
  evidence text not null,
  -- The joint assessment that determined it; null where the person had it already.
  needs_assessment_id uuid,
  recorded_by text not null,
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  primary key (commissioner_id, social_care_budget_id),
  constraint social_care_budget_amount_check check (amount_pence > 0),
  constraint social_care_budget_of_case foreign key (commissioner_id, case_id)
    references budget_case (commissioner_id, case_id) on delete cascade,
  constraint social_care_budget_of_assessment foreign key (commissioner_id, needs_assessment_id)
    references needs_assessment (commissioner_id, needs_assessment_id) on delete cascade,
  constraint social_care_budget_of_council foreign key (commissioner_id, organisation_id)
    references organisation (commissioner_id, organisation_id)
);
create index social_care_budget_by_case on social_care_budget (commissioner_id, case_id, social_care_budget_id desc);
create index social_care_budget_by_assessment on social_care_budget (commissioner_id, needs_assessment_id);
create index social_care_budget_by_council on social_care_budget (commissioner_id, organisation_id);
alter table social_care_budget enable row level security;
alter table social_care_budget force row level security;
create policy tenant on social_care_budget using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert on social_care_budget to recovery_budgets_app;

-- What each side of a joint assessment found: the NHS first, then the council, which says what it pays.
create type assessing_side as enum ('health', 'council');
create table joint_finding (
  commissioner_id uuid not null,
  joint_finding_id uuid not null,
  case_id uuid not null,
  needs_assessment_id uuid not null,
  -- The version of the assessment that it is about: a change asks both anew.
  assessment_version integer not null,
  side assessing_side not null,
  organisation_id uuid not null,
  took_part text[] not null,
  words text not null,
  social_care_reference text,
  social_care_pence bigint,
  social_care_pays_for text,
  found_by text not null,
  found_by_name text not null,
  found_at timestamptz not null,
  primary key (commissioner_id, joint_finding_id),
  constraint joint_finding_social_care_check check ((social_care_pence is null) = (social_care_pays_for is null)
    and (social_care_pence is null) = (social_care_reference is null)
    and (social_care_pence is null or (social_care_pence > 0 and side = 'council'))),
  constraint joint_finding_once unique (commissioner_id, needs_assessment_id, assessment_version, side),
  constraint joint_finding_of_case foreign key (commissioner_id, case_id)
    references budget_case (commissioner_id, case_id) on delete cascade,
  constraint joint_finding_of_assessment foreign key (commissioner_id, needs_assessment_id)
    references needs_assessment (commissioner_id, needs_assessment_id) on delete cascade,
  constraint joint_finding_of_organisation foreign key (commissioner_id, organisation_id)
    references organisation (commissioner_id, organisation_id)
);
create index joint_finding_by_case on joint_finding (commissioner_id, case_id);
create index joint_finding_by_organisation on joint_finding (commissioner_id, organisation_id);
alter table joint_finding enable row level security;
alter table joint_finding force row level security;
create policy tenant on joint_finding using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert on joint_finding to recovery_budgets_app;
alter type wait_step add value 'council-to-assess';

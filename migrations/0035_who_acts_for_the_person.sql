-- A ground on which somebody acts for the person, as others than the person state it: its reach, and whether somebody independent has seen the
-- evidence. Until then they have no place on the team, so that they read nothing and act for nothing.
create type appointment as enum ('jointly', 'severally', 'jointly-for-some');
create table representation (
  commissioner_id uuid not null,
  case_member_id uuid not null,
  case_id uuid not null,
  actor_id text not null,
  name text not null,
  relative boolean not null,
  basis legal_basis not null,
  basis_since date not null,
  basis_evidence text not null,
  appointment appointment not null,
  for_welfare boolean not null,
  for_property boolean not null,
  until_on date,
  added_by text not null,
  added_at timestamptz not null,
  verified_by text,
  verified_at timestamptz,
  verified_evidence text,
  primary key (commissioner_id, case_member_id),
  constraint representation_of_case foreign key (commissioner_id, case_id) references budget_case (commissioner_id, case_id),
  constraint representation_reaches_check check (for_welfare or for_property),
  constraint representation_by_another_check check (verified_by is null or verified_by <> added_by and verified_by <> actor_id),
  constraint representation_verified_whole_check check ((verified_at is null) = (verified_by is null) and (verified_at is null) = (verified_evidence is null))
);
create index representation_by_case on representation (commissioner_id, case_id);
alter table representation enable row level security;
alter table representation force row level security;
create policy tenant on representation using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (verified_by, verified_at, verified_evidence) on representation to recovery_budgets_app;

-- Whose ground was stated before has a place on the team without anybody else having seen the evidence: it ends, and is stated again.
update case_member set left_at = now() where left_at is null and basis is not null and basis <> 'person-chose';

-- Whether the person can make one decision on one day (Mental Capacity Act 2005 ss. 2 and 3): never of the person as such.
create type capacity_decision as enum ('sign-plan', 'end-budget', 'manage-money', 'share-information');
create type capacity_outcome as enum ('has-capacity', 'lacks-capacity');
create table capacity_assessment (
  commissioner_id uuid not null,
  capacity_assessment_id uuid not null,
  case_id uuid not null,
  decision capacity_decision not null,
  result capacity_outcome not null,
  assessed_on date not null,
  assessed_by_name text not null,
  assessed_by_profession text not null,
  method_words text not null,
  support_words text not null,
  fluctuates boolean not null,
  review_on date,
  recorded_by text not null,
  recorded_at timestamptz not null,
  primary key (commissioner_id, capacity_assessment_id),
  constraint capacity_assessment_of_case foreign key (commissioner_id, case_id) references budget_case (commissioner_id, case_id),
  constraint capacity_assessment_reviewed_check check (result = 'has-capacity' or review_on is not null)
);
create index capacity_assessment_by_case on capacity_assessment (commissioner_id, case_id, capacity_assessment_id desc);
alter table capacity_assessment enable row level security;
alter table capacity_assessment force row level security;
create policy tenant on capacity_assessment using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert on capacity_assessment to recovery_budgets_app;

alter type clock_kind add value 'representation';

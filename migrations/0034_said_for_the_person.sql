-- What somebody records for the person, in one place: the day it was said, how, who was there and by what it is known; whether the person
-- says that it was not them, and what somebody who did not record it answers.
create type said_for_kind as enum ('withdrawal', 'ending-agreement', 'signature', 'appeal', 'service-agreement', 'information-answers');
create type said_for_recorder as enum ('care-coordinator', 'commissioner-officer');
create type objection_answer as enum ('was-not-said', 'was-said');

create table said_for (
  commissioner_id uuid not null,
  said_for_id uuid not null,
  case_id uuid not null,
  kind said_for_kind not null,
  subject_id uuid not null,
  words text,
  said_on date not null,
  how way_of_saying not null,
  present text not null,
  evidence text not null,
  recorded_by text not null,
  recorded_as said_for_recorder not null,
  recorded_at timestamptz not null,
  objection_by date not null,
  before json,
  objected_at timestamptz,
  objected_by text,
  objected_words text,
  answered_at timestamptz,
  answered_by text,
  answer objection_answer,
  answer_words text,
  version integer not null default 1,
  primary key (commissioner_id, said_for_id),
  constraint said_for_of_case foreign key (commissioner_id, case_id) references budget_case (commissioner_id, case_id),
  constraint said_for_objected_whole_check check ((objected_at is null) = (objected_by is null)),
  constraint said_for_answered_whole_check check ((answered_at is null) = (answer is null) and (answered_at is null or objected_at is not null))
);
create index said_for_by_case on said_for (commissioner_id, case_id, said_for_id desc);
create index said_for_by_subject on said_for (commissioner_id, subject_id);
alter table said_for enable row level security;
alter table said_for force row level security;
create policy tenant on said_for using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (objected_at, objected_by, objected_words, answered_at, answered_by, answer, answer_words, version) on said_for to recovery_budgets_app;

-- An agreed budget that ends otherwise than by the person's own act ends after a time in which they can call it off.
create type announced_ending_outcome as enum ('took-effect', 'called-off');
create table announced_ending (
  commissioner_id uuid not null,
  announced_ending_id uuid not null,
  case_id uuid not null,
  ending case_ending not null,
  words text,
  decision_id uuid,
  ends_after date not null,
  announced_at timestamptz not null,
  closed_at timestamptz,
  outcome announced_ending_outcome,
  primary key (commissioner_id, announced_ending_id),
  constraint announced_ending_of_case foreign key (commissioner_id, case_id) references budget_case (commissioner_id, case_id),
  constraint announced_ending_of_decision foreign key (commissioner_id, decision_id) references decision (commissioner_id, decision_id),
  constraint announced_ending_closed_whole_check check ((closed_at is null) = (outcome is null))
);
create unique index announced_ending_one_open on announced_ending (commissioner_id, case_id) where closed_at is null;
alter table announced_ending enable row level security;
alter table announced_ending force row level security;
create policy tenant on announced_ending using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (closed_at, outcome) on announced_ending to recovery_budgets_app;

-- A person who signs in can ask that somebody writes down their signature for them, and can take that back.
create table recorded_signing (
  commissioner_id uuid not null,
  recorded_signing_id uuid not null,
  case_id uuid not null,
  asked_by text not null,
  asked_at timestamptz not null,
  ended_at timestamptz,
  primary key (commissioner_id, recorded_signing_id),
  constraint recorded_signing_of_case foreign key (commissioner_id, case_id) references budget_case (commissioner_id, case_id)
);
create unique index recorded_signing_one_open on recorded_signing (commissioner_id, case_id) where ended_at is null;
alter table recorded_signing enable row level security;
alter table recorded_signing force row level security;
create policy tenant on recorded_signing using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (ended_at) on recorded_signing to recovery_budgets_app;

alter type decision_subject add value 'case';
alter type clock_kind add value 'cooling-off';
alter type clock_kind add value 'objection';
alter type case_subject add value 'announced-ending';
alter type case_subject add value 'said-for';
alter type wait_step add value 'ending-announced';
alter type wait_step add value 'objection-to-answer';

-- An appeal that was recorded for the person bears the day on which they said it, beside the day of recording.
alter table appeal add column said_on date;

-- A signature that was recorded for the person and that they say was not theirs counts no longer: another can be given to the same text.
alter table signature add column said_for_id uuid;
alter table signature drop constraint signature_one_per_case_role_and_version;
alter table signature add constraint signature_one_per_case_role_and_version
  unique nulls not distinct (commissioner_id, support_plan_id, plan_version, case_role, actor_id, said_for_id);

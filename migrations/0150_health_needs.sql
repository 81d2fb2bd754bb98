-- A scheme can add a health element to a social-care budget. A GP practice is asked about the health need first, and agrees or not.
create type health_need_status as enum ('awaiting-practice', 'question-asked', 'agreed', 'declined', 'disputed', 'replaced', 'withdrawn');
create type practice_act_kind as enum ('agreed', 'declined', 'question', 'reply', 'told', 'disputed');
create type practice_way as enum ('signed-in', 'letter', 'email', 'telephone');
create table health_need (
  commissioner_id uuid not null,
  health_need_id uuid not null,
  case_id uuid not null,
  -- The assessment that it follows from: another assessment asks anew.
  needs_assessment_id uuid not null,
  organisation_id uuid not null,
  words text not null,
  status health_need_status not null,
  suggested_by text not null,
  suggested_by_name text not null,
  suggested_at timestamptz not null,
  primary key (commissioner_id, health_need_id),
  constraint health_need_of_case foreign key (commissioner_id, case_id)
    references budget_case (commissioner_id, case_id) on delete cascade,
  constraint health_need_of_assessment foreign key (commissioner_id, needs_assessment_id)
    references needs_assessment (commissioner_id, needs_assessment_id) on delete cascade,
  constraint health_need_of_practice foreign key (commissioner_id, organisation_id)
    references organisation (commissioner_id, organisation_id)
);
create index health_need_by_case on health_need (commissioner_id, case_id, health_need_id desc);
create index health_need_by_practice on health_need (commissioner_id, organisation_id, health_need_id desc);
create index health_need_by_assessment on health_need (commissioner_id, needs_assessment_id);
-- One need of a case stands at a time: the next takes its place.
create unique index health_need_one_stands on health_need (commissioner_id, case_id) where status not in ('replaced', 'withdrawn');
alter table health_need enable row level security;
alter table health_need force row level security;
create policy tenant on health_need using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (status) on health_need to recovery_budgets_app;

-- What the practice said, by its own sign-in or as others recorded it, and what was said to it.
create table practice_act (
  commissioner_id uuid not null,
  practice_act_id uuid not null,
  case_id uuid not null,
  health_need_id uuid not null,
  kind practice_act_kind not null,
  words text,
  -- The GP who said it; null where those who work with the person said it to the practice.
  gp_name text,
  gp_post text,
  way practice_way not null,
  on_day date not null,
  document_hash text,
  done_by text not null,
  done_by_name text not null,
  done_at timestamptz not null,
  primary key (commissioner_id, practice_act_id),
  constraint practice_act_of_case foreign key (commissioner_id, case_id)
    references budget_case (commissioner_id, case_id) on delete cascade,
  constraint practice_act_of_need foreign key (commissioner_id, health_need_id)
    references health_need (commissioner_id, health_need_id) on delete cascade,
  -- What the practice said without a sign-in is known by a document.
  constraint practice_act_evidence_check check (kind in ('reply', 'told') or way = 'signed-in' or document_hash is not null),
  constraint practice_act_gp_check check ((kind in ('reply', 'told')) = (gp_name is null)),
  constraint practice_act_reason_check check (kind in ('agreed', 'told') or words is not null)
);
create index practice_act_by_need on practice_act (commissioner_id, health_need_id, practice_act_id);
create index practice_act_by_case on practice_act (commissioner_id, case_id);
alter table practice_act enable row level security;
alter table practice_act force row level security;
create policy tenant on practice_act using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert on practice_act to recovery_budgets_app;

alter type case_subject add value 'health-need';
alter type wait_step add value 'practice-asked';
alter type wait_step add value 'practice-question';
alter type wait_step add value 'practice-to-tell';
alter type wait_step add value 'health-need-not-agreed';
alter type clock_kind add value 'practice-answer';
alter table case_wait drop constraint case_wait_party_check;
alter table case_wait add constraint case_wait_party_check check (party in ('person', 'representative', 'advocate', 'care-coordinator', 'broker',
  'team-manager', 'mdt-member', 'panel-member', 'lived-experience-member', 'commissioner-officer', 'local-authority-officer', 'gp'));

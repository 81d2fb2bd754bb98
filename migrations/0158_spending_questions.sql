-- A budget that is not spent, or runs out early, is a question to the person that the team owes, and takes nothing away. The lines of a case are looked at once
-- a week; one that was never looked at is due at once.
alter table plan_line add column look_on date not null default '-infinity';
create index plan_line_to_look on plan_line (commissioner_id, look_on, plan_line_id) where status = 'active';
create type spending_question_code as enum ('used-up-early', 'under-spent', 'quiet');
create type spending_question_outcome as enum ('answered', 'over', 'budget-ended');
create table spending_question (
  commissioner_id uuid not null,
  spending_question_id uuid not null,
  case_id uuid not null,
  plan_line_id uuid not null,
  code spending_question_code not null,
  since date not null,
  -- What it said when it was asked; made by the service, from codes, days and sums.
  sentence text not null,
  asked_at timestamptz not null,
  outcome spending_question_outcome,
  answer text,
  answered_by text,
  closed_at timestamptz,
  primary key (commissioner_id, spending_question_id),
  constraint spending_question_closed_whole_check check ((outcome is null) = (closed_at is null)),
  constraint spending_question_answered_check check ((answer is null) = (answered_by is null) and (answer is null or outcome is not distinct from 'answered')),
  constraint spending_question_of_case foreign key (commissioner_id, case_id)
    references budget_case (commissioner_id, case_id) on delete cascade,
  constraint spending_question_of_line foreign key (commissioner_id, plan_line_id)
    references plan_line (commissioner_id, plan_line_id) on delete cascade
);
create index spending_question_by_case on spending_question (commissioner_id, case_id, spending_question_id desc);
create index spending_question_open on spending_question (commissioner_id, since, spending_question_id) where closed_at is null;
create unique index spending_question_one_open on spending_question (commissioner_id, plan_line_id) where closed_at is null;
alter table spending_question enable row level security;
alter table spending_question force row level security;
create policy tenant on spending_question using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (outcome, answer, answered_by, closed_at) on spending_question to recovery_budgets_app;
grant update (look_on) on plan_line to recovery_budgets_app;
alter type case_subject add value 'spending-question';
alter type wait_step add value 'spending-to-ask';
alter type clock_kind add value 'spending-question';
alter type said_for_kind add value 'spending-answer';

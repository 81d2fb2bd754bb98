-- What the person asks of those who work with them: another broker, another care coordinator, or something that nobody has told them. Each has somebody who
-- owes the answer, and a day.
create type person_request_kind as enum ('another-broker', 'another-care-coordinator', 'question');
create type person_request_outcome as enum ('agreed', 'declined', 'answered', 'withdrawn');
create type request_owner as enum ('care-coordinator', 'team-manager', 'commissioner-officer');
create table person_request (
  commissioner_id uuid not null,
  person_request_id uuid not null,
  case_id uuid not null,
  kind person_request_kind not null,
  owner request_owner not null,
  words text not null,
  asked_by text not null,
  asked_as case_role not null,
  asked_at timestamptz not null,
  outcome person_request_outcome,
  answer_words text,
  answered_by text,
  answered_by_name text,
  answered_at timestamptz,
  primary key (commissioner_id, person_request_id),
  constraint person_request_answered_whole_check check (num_nonnulls(outcome, answered_by, answered_at) in (0, 3)),
  constraint person_request_declined_with_words_check check (outcome is null or outcome in ('agreed', 'withdrawn') or answer_words is not null),
  constraint person_request_of_case foreign key (commissioner_id, case_id)
    references budget_case (commissioner_id, case_id) on delete cascade
);
create index person_request_by_case on person_request (commissioner_id, case_id, person_request_id desc);
create index person_request_open on person_request (commissioner_id, case_id) where answered_at is null;
alter table person_request enable row level security;
alter table person_request force row level security;
create policy tenant on person_request using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (outcome, answer_words, answered_by, answered_by_name, answered_at) on person_request to recovery_budgets_app;
alter type case_subject add value 'person-request';
alter type wait_step add value 'request-to-answer';
alter type clock_kind add value 'request-answer';

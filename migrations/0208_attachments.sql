-- Evidence that hangs on something: a case, a decision, what was asked, an appeal. One table for all of them, and what it hangs on is there.
create type attachment_kind as enum ('case', 'decision', 'information-request', 'person-request', 'appeal', 'off-plan-request', 'surplus-recovery');
create type attachment_adder as enum ('person', 'representative', 'advocate', 'care-coordinator', 'broker', 'commissioner-officer', 'team-manager', 'machine');
create type attachment_withdrawal as enum ('wrong-file', 'not-needed', 'about-somebody-else');
create table attachment (
  commissioner_id uuid not null,
  attachment_id uuid not null,
  case_id uuid not null,
  kind attachment_kind not null,
  of_id uuid not null,
  -- Null once it was taken back since it is about somebody else: so may its title be.
  title text,
  sha256 text not null,
  document_id uuid,
  added_by text not null,
  added_by_name text not null,
  added_as attachment_adder not null,
  added_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawn_because attachment_withdrawal,
  withdrawn_words text,
  -- What it hangs on, by its kind: each leads to a row that there is.
  decision_id uuid generated always as (case when kind = 'decision' then of_id end) stored,
  information_request_id uuid generated always as (case when kind = 'information-request' then of_id end) stored,
  person_request_id uuid generated always as (case when kind = 'person-request' then of_id end) stored,
  appeal_id uuid generated always as (case when kind = 'appeal' then of_id end) stored,
  off_plan_request_id uuid generated always as (case when kind = 'off-plan-request' then of_id end) stored,
  surplus_recovery_id uuid generated always as (case when kind = 'surplus-recovery' then of_id end) stored,
  primary key (commissioner_id, attachment_id),
  constraint attachment_of_itself_check check (kind <> 'case' or of_id = case_id),
  constraint attachment_sha256_check check (sha256 ~ '^[0-9a-f]{64}$'),
  constraint attachment_title_check check (title is not null or withdrawn_because is not null and withdrawn_because = 'about-somebody-else'),
  constraint attachment_withdrawn_check check (num_nulls(withdrawn_at, withdrawn_by, withdrawn_because) in (0, 3)),
  constraint attachment_withdrawn_words_check check (withdrawn_words is null or withdrawn_at is not null),
  constraint attachment_of_case foreign key (commissioner_id, case_id)
    references budget_case (commissioner_id, case_id) on delete cascade,
  constraint attachment_document foreign key (commissioner_id, document_id)
    references document (commissioner_id, document_id) on delete cascade,
  constraint attachment_of_decision foreign key (commissioner_id, decision_id)
    references decision (commissioner_id, decision_id) on delete cascade,
  constraint attachment_of_information_request foreign key (commissioner_id, information_request_id)
    references information_request (commissioner_id, information_request_id) on delete cascade,
  constraint attachment_of_person_request foreign key (commissioner_id, person_request_id)
    references person_request (commissioner_id, person_request_id) on delete cascade,
  constraint attachment_of_appeal foreign key (commissioner_id, appeal_id)
    references appeal (commissioner_id, appeal_id) on delete cascade,
  constraint attachment_of_off_plan_request foreign key (commissioner_id, off_plan_request_id)
    references off_plan_request (commissioner_id, off_plan_request_id) on delete cascade,
  constraint attachment_of_surplus_recovery foreign key (commissioner_id, surplus_recovery_id)
    references surplus_recovery (commissioner_id, surplus_recovery_id) on delete cascade
);
create index attachment_by_case on attachment (commissioner_id, case_id, attachment_id);
create unique index attachment_one_per_document on attachment (commissioner_id, document_id) where document_id is not null;
create index attachment_by_decision on attachment (commissioner_id, decision_id) where decision_id is not null;
create index attachment_by_information_request on attachment (commissioner_id, information_request_id) where information_request_id is not null;
create index attachment_by_person_request on attachment (commissioner_id, person_request_id) where person_request_id is not null;
create index attachment_by_appeal on attachment (commissioner_id, appeal_id) where appeal_id is not null;
create index attachment_by_off_plan_request on attachment (commissioner_id, off_plan_request_id) where off_plan_request_id is not null;
create index attachment_by_surplus_recovery on attachment (commissioner_id, surplus_recovery_id) where surplus_recovery_id is not null;

alter table attachment enable row level security;
alter table attachment force row level security;
create policy tenant on attachment using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (title, document_id, withdrawn_at, withdrawn_by, withdrawn_because, withdrawn_words) on attachment to recovery_budgets_app;

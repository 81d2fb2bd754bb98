-- What the person paid for themself while they waited for what was late, fell away or was taken from them: claimed, decided on, owed and paid.
create type waiting_cause as enum ('late-step', 'cover-gap', 'taken-support');
create type waiting_claim_status as enum ('waiting', 'agreed', 'agreed-in-part', 'refused', 'withdrawn');
create table waiting_claim (
  commissioner_id uuid not null,
  waiting_claim_id uuid not null,
  case_id uuid not null,
  cause waiting_cause not null,
  -- The clock, the gap, or the line.
  cause_id uuid not null,
  window_from date not null,
  window_until date not null,
  bought text not null,
  category text not null,
  amount_pence bigint not null,
  spent_on date not null,
  words text not null,
  document_hash text,
  no_receipt_because text,
  document_id uuid,
  claimed_by text not null,
  claimed_as case_role not null,
  claimed_at timestamptz not null,
  status waiting_claim_status not null,
  -- Null: an officer of the commissioner decides.
  tier tier,
  agreed_pence bigint,
  plan_line_id uuid,
  decision_id uuid,
  closed_at timestamptz,
  primary key (commissioner_id, waiting_claim_id),
  constraint waiting_claim_amount_pence_check check (amount_pence > 0),
  constraint waiting_claim_agreed_pence_check check (agreed_pence between 1 and amount_pence),
  constraint waiting_claim_in_window_check check (spent_on between window_from and window_until),
  constraint waiting_claim_receipt_check check (num_nonnulls(document_hash, no_receipt_because) = 1),
  constraint waiting_claim_file_check check (document_id is null or document_hash is not null),
  constraint waiting_claim_line_check check ((agreed_pence is null) = (plan_line_id is null)),
  constraint waiting_claim_agreed_check check (status not in ('agreed', 'agreed-in-part') or agreed_pence is not null),
  constraint waiting_claim_closed_check check ((closed_at is null) = (status = 'waiting')),
  constraint waiting_claim_of_case foreign key (commissioner_id, case_id)
    references budget_case (commissioner_id, case_id) on delete cascade,
  constraint waiting_claim_of_line foreign key (commissioner_id, plan_line_id)
    references plan_line (commissioner_id, plan_line_id) on delete cascade,
  constraint waiting_claim_document foreign key (commissioner_id, document_id)
    references document (commissioner_id, document_id) on delete cascade
);
create index waiting_claim_by_case on waiting_claim (commissioner_id, case_id, waiting_claim_id desc);
create index waiting_claim_by_line on waiting_claim (commissioner_id, plan_line_id);
-- A receipt is claimed for once in a case.
create unique index waiting_claim_one_per_receipt on waiting_claim (commissioner_id, case_id, document_hash) where status <> 'withdrawn';
create unique index waiting_claim_one_per_document on waiting_claim (commissioner_id, document_id) where document_id is not null;
alter table waiting_claim enable row level security;
alter table waiting_claim force row level security;
create policy tenant on waiting_claim using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (status, tier, agreed_pence, plan_line_id, document_id, decision_id, closed_at) on waiting_claim to recovery_budgets_app;

alter type decision_subject add value 'waiting-claim';
alter type said_for_kind add value 'waiting-claim';
alter type case_subject add value 'waiting-claim';
alter type wait_step add value 'claim-to-decide';
alter type clock_kind add value 'claim-decision';
alter type payment_purpose add value 'owed';

-- What is paid back is no line of what the person can spend: it is closed from the first, and no part of what was agreed for the plan.
alter table plan_line add column pays_back boolean not null default false,
  add constraint plan_line_pays_back_closed check (not pays_back or status = 'closed');
create or replace function plan_line_within_agreement() returns trigger language plpgsql set search_path to pg_catalog, public, pg_temp as $$
begin
  if new.pays_back then
    if exists (select from waiting_claim w
      where w.commissioner_id = new.commissioner_id and w.plan_line_id = new.plan_line_id and w.agreed_pence = new.agreed_pence) then
      return null;
    end if;
  elsif exists (
    select from support_plan p
      where p.commissioner_id = new.commissioner_id and p.support_plan_id = new.support_plan_id and p.status in ('agreed', 'active')
        and p.agreed_pence + (select coalesce(sum(r.agreed_pence), 0) from off_plan_request r
          where r.commissioner_id = new.commissioner_id and r.support_plan_id = new.support_plan_id and r.takes_from is null)
        >= (select sum(l.agreed_pence) from plan_line l
          where l.commissioner_id = new.commissioner_id and l.support_plan_id = new.support_plan_id and not l.pays_back)
  ) then
    return null;
  end if;
  raise exception 'a line is never more approved than its plan' using errcode = 'check_violation', constraint = 'plan_line_within_agreement';
end $$;

-- Something that is not in the plan is asked for, decided on by the tier that may, and opens a line or raises one; nothing is bought without a line.
create type off_plan_kind as enum ('more-of-line', 'not-in-plan');
create type off_plan_status as enum ('waiting', 'agreed', 'agreed-in-part', 'refused', 'withdrawn');
create table off_plan_request (
  commissioner_id uuid not null,
  off_plan_request_id uuid not null,
  case_id uuid not null,
  support_plan_id uuid not null,
  kind off_plan_kind not null,
  line text not null,
  title text not null,
  category text not null,
  amount_pence bigint not null,
  because text not null,
  outcomes text[] not null,
  takes_from text,
  payee text,
  payee_id uuid,
  -- [tie]
  ties json not null,
  asked_by text not null,
  asked_as case_role not null,
  asked_at timestamptz not null,
  status off_plan_status not null,
  tier tier not null,
  agreed_pence bigint,
  plan_line_id uuid,
  decision_id uuid,
  closed_at timestamptz,
  primary key (commissioner_id, off_plan_request_id),
  constraint off_plan_request_amount_pence_check check (amount_pence > 0),
  constraint off_plan_request_agreed_pence_check check (agreed_pence between 1 and amount_pence),
  constraint off_plan_request_line_check check ((agreed_pence is null) = (plan_line_id is null)),
  constraint off_plan_request_agreed_check check (status not in ('agreed', 'agreed-in-part') or agreed_pence is not null),
  constraint off_plan_request_closed_check check ((closed_at is null) = (status = 'waiting')),
  constraint off_plan_request_of_case foreign key (commissioner_id, case_id)
    references budget_case (commissioner_id, case_id) on delete cascade,
  constraint off_plan_request_of_plan foreign key (commissioner_id, support_plan_id)
    references support_plan (commissioner_id, support_plan_id) on delete cascade,
  constraint off_plan_request_of_line foreign key (commissioner_id, plan_line_id)
    references plan_line (commissioner_id, plan_line_id) on delete cascade,
  constraint off_plan_request_pays foreign key (commissioner_id, payee_id) references payee (commissioner_id, payee_id)
);
create index off_plan_request_by_case on off_plan_request (commissioner_id, case_id, off_plan_request_id desc);
create index off_plan_request_by_plan on off_plan_request (commissioner_id, support_plan_id);
create index off_plan_request_by_line on off_plan_request (commissioner_id, plan_line_id);
create index off_plan_request_by_payee on off_plan_request (commissioner_id, payee_id);
alter table off_plan_request enable row level security;
alter table off_plan_request force row level security;
create policy tenant on off_plan_request using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (status, tier, agreed_pence, plan_line_id, support_plan_id, decision_id, closed_at) on off_plan_request to recovery_budgets_app;

-- How a meeting or panel votes on it: a human once at a tier.
create table off_plan_vote (
  commissioner_id uuid not null,
  off_plan_vote_id uuid not null,
  off_plan_request_id uuid not null,
  tier tier not null,
  tier_role tier_holder not null,
  human_id text not null,
  voted_by text not null,
  agrees boolean not null,
  lived_experience boolean not null,
  reasons json not null,
  voted_at timestamptz not null,
  primary key (commissioner_id, off_plan_vote_id),
  constraint off_plan_vote_once unique (commissioner_id, off_plan_request_id, tier, human_id),
  constraint off_plan_vote_of_request foreign key (commissioner_id, off_plan_request_id)
    references off_plan_request (commissioner_id, off_plan_request_id) on delete cascade
);
alter table off_plan_vote enable row level security;
alter table off_plan_vote force row level security;
create policy tenant on off_plan_vote using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert on off_plan_vote to recovery_budgets_app;

alter type decision_subject add value 'off-plan-request';
alter type said_for_kind add value 'off-plan-request';
alter type case_subject add value 'off-plan-request';
alter type wait_step add value 'off-plan-to-decide';
alter type clock_kind add value 'off-plan-decision';

-- A line can give all that it has to another by a decision: nothing is left of what was agreed for it then.
alter table plan_line drop constraint plan_line_agreed_pence_check, add constraint plan_line_agreed_pence_check check (agreed_pence >= 0);

-- A plan's lines never come to more than was agreed for it, and by decision beside it.
create or replace function plan_line_within_agreement() returns trigger language plpgsql set search_path to pg_catalog, public, pg_temp as $$
begin
  if not exists (
    select from support_plan p
      where p.commissioner_id = new.commissioner_id and p.support_plan_id = new.support_plan_id and p.status in ('agreed', 'active')
        and p.agreed_pence + (select coalesce(sum(r.agreed_pence), 0) from off_plan_request r
          where r.commissioner_id = new.commissioner_id and r.support_plan_id = new.support_plan_id and r.takes_from is null)
        >= (select sum(l.agreed_pence) from plan_line l
          where l.commissioner_id = new.commissioner_id and l.support_plan_id = new.support_plan_id)
  ) then
    raise exception 'a line is never more approved than its plan' using errcode = 'check_violation', constraint = 'plan_line_within_agreement';
  end if;
  return null;
end $$;

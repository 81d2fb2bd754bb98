-- A decision holds for what it was made on, and no further.

-- Votes are of a round: what an appeal sends back is voted on again.
alter table off_plan_request add column round integer not null default 1,
  add constraint off_plan_request_round_check check (round > 0);
alter table off_plan_vote add column round integer not null default 1;
alter table off_plan_vote alter column round drop default;
alter table off_plan_vote drop constraint off_plan_vote_once,
  add constraint off_plan_vote_once unique (commissioner_id, off_plan_request_id, round, tier, human_id);
grant update (round) on off_plan_request to recovery_budgets_app;

-- What of the team tied the payee, and the ties that were declared: one that is declared later is decided on anew, also of the same kind.
alter table payee_decision add column team_ties text[], add column declared_tie_ids text[];
alter table payee_decision no force row level security;
alter table payee_tie no force row level security;
update payee_decision d set team_ties = d.ties, declared_tie_ids = array(select t.payee_tie_id::text from payee_tie t
  where t.commissioner_id = d.commissioner_id and t.case_id = d.case_id and t.payee_id = d.payee_id
    and t.tie::text = any (d.ties) and t.declared_at <= d.decided_at);
alter table payee_decision force row level security;
alter table payee_tie force row level security;
alter table payee_decision alter column team_ties set not null, alter column declared_tie_ids set not null;

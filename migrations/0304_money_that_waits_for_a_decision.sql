-- What stops money waits for who decides, by a day: words that may name what no budget buys, and payees who are tied to a case.
alter type case_subject add value 'spending-check';
alter type case_subject add value 'payee-question';
alter type wait_step add value 'words-to-decide';
alter type wait_step add value 'payee-to-decide';
alter type clock_kind add value 'words-decision';
alter type clock_kind add value 'payee-decision';

-- That somebody is to decide whether a payee is paid on a case, since something ties them to it.
create type payee_question_outcome as enum ('decided', 'no-tie');
create table payee_question (
  commissioner_id uuid not null,
  payee_question_id uuid not null,
  case_id uuid not null,
  payee_id uuid not null,
  ties text[] not null,
  asked_at timestamptz not null,
  outcome payee_question_outcome,
  closed_at timestamptz,
  primary key (commissioner_id, payee_question_id),
  constraint payee_question_closed_whole_check check (num_nonnulls(outcome, closed_at) in (0, 2)),
  constraint payee_question_of_case foreign key (commissioner_id, case_id)
    references budget_case (commissioner_id, case_id) on delete cascade,
  constraint payee_question_of_payee foreign key (commissioner_id, payee_id) references payee (commissioner_id, payee_id) on delete cascade
);
create unique index payee_question_one_open on payee_question (commissioner_id, case_id, payee_id) where closed_at is null;
create index payee_question_by_case on payee_question (commissioner_id, case_id, payee_question_id desc);
create index payee_question_by_payee on payee_question (commissioner_id, payee_id);
alter table payee_question enable row level security;
alter table payee_question force row level security;
create policy tenant on payee_question using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (outcome, closed_at) on payee_question to recovery_budgets_app;

-- Of ties that were declared and not decided on before.
alter table payee_question no force row level security;
alter table payee_tie no force row level security;
alter table payee_decision no force row level security;
alter table budget_case no force row level security;
insert into payee_question (commissioner_id, payee_question_id, case_id, payee_id, ties, asked_at)
select t.commissioner_id, ordered_id(), t.case_id, t.payee_id, array_agg(distinct t.tie::text), min(t.declared_at)
from payee_tie t join budget_case c on c.commissioner_id = t.commissioner_id and c.case_id = t.case_id and c.ended_at is null
left join lateral (select d.outcome, d.declared_tie_ids from payee_decision d where d.commissioner_id = t.commissioner_id
  and d.case_id = t.case_id and d.payee_id = t.payee_id order by d.payee_decision_id desc limit 1) d on true
where t.ended_at is null and (d.outcome is null or d.outcome = 'approved' and not t.payee_tie_id::text = any(d.declared_tie_ids))
group by t.commissioner_id, t.case_id, t.payee_id;
set constraints all immediate;
alter table payee_question force row level security;
alter table payee_tie force row level security;
alter table payee_decision force row level security;
alter table budget_case force row level security;

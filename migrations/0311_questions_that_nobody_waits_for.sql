-- A question about a payee closes with the payee, and with the case. The list is made again, since a value that is added cannot be used before the end.
alter type payee_question_outcome rename to payee_question_outcome_before;
create type payee_question_outcome as enum ('decided', 'no-tie', 'payee-ended', 'case-ended');
alter table payee_question alter column outcome type payee_question_outcome using outcome::text::payee_question_outcome;
drop type payee_question_outcome_before;

-- Those of payees and cases that ended before.
alter table payee_question no force row level security;
alter table payee no force row level security;
alter table budget_case no force row level security;
update payee_question q set outcome = 'case-ended', closed_at = greatest(c.ended_at, q.asked_at)
from budget_case c where c.commissioner_id = q.commissioner_id and c.case_id = q.case_id and c.ended_at is not null and q.closed_at is null;
update payee_question q set outcome = 'payee-ended', closed_at = greatest(p.ended_at, q.asked_at)
from payee p where p.commissioner_id = q.commissioner_id and p.payee_id = q.payee_id and p.ended_at is not null and q.closed_at is null;
set constraints all immediate;
alter table payee_question force row level security;
alter table payee force row level security;
alter table budget_case force row level security;

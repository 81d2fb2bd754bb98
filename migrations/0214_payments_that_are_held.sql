-- Whether whoever is paid holds the money for the person: kept when the payment is planned, so that it is booked as it was paid, however its line is held by the time that the bank answers.
alter table payment no force row level security;
alter table plan_line no force row level security;
alter table payment add column to_hold boolean;
update payment p set to_hold = p.purpose <> 'owed' and (p.payee_id is null or exists (
  select from plan_line l where l.commissioner_id = p.commissioner_id and l.plan_line_id = p.plan_line_id and l.deployment = 'third-party'));
alter table payment alter column to_hold set not null;
alter table plan_line force row level security;
alter table payment force row level security;
-- What is owed was bought already; and what the person is paid beside that is in their hands.
alter table payment add constraint payment_to_hold_check
  check (case when purpose = 'owed' then not to_hold else to_hold or payee_id is not null end);
-- Who held what of a line is found by its payments.
create index payment_held_of_line on payment (commissioner_id, plan_line_id) where to_hold and paid_on is not null;

-- What is asked for beside the plan, and what is claimed back, is looked at by its words as a plan is: before somebody agrees to it.
alter type spending_check_place add value 'off-plan-request';
alter type spending_check_place add value 'waiting-claim';
alter table spending_check add column off_plan_request_id uuid, add column waiting_claim_id uuid,
  add constraint spending_check_of_request foreign key (commissioner_id, off_plan_request_id)
    references off_plan_request (commissioner_id, off_plan_request_id) on delete cascade,
  add constraint spending_check_of_claim foreign key (commissioner_id, waiting_claim_id)
    references waiting_claim (commissioner_id, waiting_claim_id) on delete cascade;
-- As text: a value that was added just now cannot be used yet.
alter table spending_check drop constraint spending_check_place_check, add constraint spending_check_place_check check (case found_in::text
  when 'purchase' then plan_line_id is not null
  when 'plan-line' then support_plan_id is not null and line is not null
  when 'off-plan-request' then off_plan_request_id is not null and line is not null
  when 'waiting-claim' then waiting_claim_id is not null and line is not null
  else card_feed_line_id is not null end);
create index spending_check_by_request on spending_check (commissioner_id, off_plan_request_id) where off_plan_request_id is not null;
create index spending_check_by_claim on spending_check (commissioner_id, waiting_claim_id) where waiting_claim_id is not null;

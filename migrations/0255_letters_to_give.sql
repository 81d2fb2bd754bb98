-- A letter of which nobody could be told by a message waits for whoever gives it another way, as anything else waits on a case.
alter type case_subject add value 'letter';
alter type wait_step add value 'letter-to-give';

-- The few letters of a case of which the person was not told.
create index notification_not_told_of on notification (commissioner_id, case_id, decision_id)
  where actor_id is null and decision_id is not null and status = 'not-sent';

-- The cases that the brokers of an organisation are on, in the order of their opening: its systems begin to follow with those.
create index case_member_by_brokerage on case_member (commissioner_id, organisation_id, case_id desc)
  where left_at is null and case_role = 'broker';

-- What waits for the managers and the meetings of a trust is read by the trust, newest first: another trust's waits are not walked for it.
-- The owner of the tables is held to a tenant as well, unless it says otherwise.
alter table case_wait no force row level security;
alter table budget_case no force row level security;
alter table case_wait add column trust_id uuid;
update case_wait w set trust_id = c.trust_id from budget_case c where c.commissioner_id = w.commissioner_id and c.case_id = w.case_id;
alter table case_wait alter column trust_id set not null;
alter table case_wait force row level security;
alter table budget_case force row level security;
create index case_wait_by_trust on case_wait (commissioner_id, trust_id, party, case_id desc);

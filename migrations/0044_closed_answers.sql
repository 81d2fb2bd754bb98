-- What was kept for repeated keys before answers were closed is emptied: a week of answers in plain is a copy of people's records. The key stays
-- used, so that nothing is done twice: its request equals none any more, and is refused. A closed answer is base64url and begins with no brace.
alter table idempotency_record no force row level security;
update idempotency_record set request_hash = 'emptied', answer = '' where answer like '{%';
alter table idempotency_record force row level security;

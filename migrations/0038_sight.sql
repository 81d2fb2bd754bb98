-- Until when a decision can be appealed against, and so until when who took it reads on. Null: taken before this was kept.
alter table decision add column appeal_by date;

-- A kept answer is opened by its key, which is stored no longer; a request is compared by a hash that holds the key.
-- What was kept before stays readable by the service until it is forgotten, a week after.
create function pg_temp.digest(text) returns text language sql immutable as
  $$ select translate(rtrim(encode(sha256(convert_to($1, 'UTF8')), 'base64'), '='), '+/', '-_') $$;
alter table idempotency_record no force row level security;
update idempotency_record set key = pg_temp.digest(key), request_hash = pg_temp.digest(key || ' ' || request_hash);
alter table idempotency_record force row level security;

-- A payment that stands instead of one that failed says which that is, whatever was planned and given up in between: no longer the one before it.
alter table payment no force row level security;
with recursive before as (
  select commissioner_id, payment_id, instead_of as of_id from payment where instead_of is not null
  union all select b.commissioner_id, b.payment_id, q.instead_of from before b
    join payment q on q.commissioner_id = b.commissioner_id and q.payment_id = b.of_id
    where q.failure is null and q.instead_of is not null)
update payment p set instead_of = b.of_id from before b
  join payment q on q.commissioner_id = b.commissioner_id and q.payment_id = b.of_id and (q.failure is not null or q.instead_of is null)
  where p.commissioner_id = b.commissioner_id and p.payment_id = b.payment_id and p.instead_of <> b.of_id;
-- More for days that were paid too little for stays that, also where it failed: its days are paid beside it.
with recursive more as (
  select commissioner_id, payment_id from payment where purpose = 'adjustment' and failure is not null
  union all select p.commissioner_id, p.payment_id from more m
    join payment p on p.commissioner_id = m.commissioner_id and p.instead_of = m.payment_id and p.purpose = 'again')
update payment p set purpose = 'adjustment' from more m
  where p.commissioner_id = m.commissioner_id and p.payment_id = m.payment_id and p.purpose = 'again' and p.instructed_at is null and p.cancelled_at is null;
alter table payment force row level security;

-- No day of a payment that failed is planned twice. By a number of its own for each identifier, which the core can hold apart: no extension is asked for.
alter table payment add constraint payment_instead_of_once exclude using gist (
  numrange(uuid_hash_extended(instead_of, 0)::numeric, uuid_hash_extended(instead_of, 0)::numeric, '[]') with &&,
  daterange(from_on, until_on, '[]') with &&) where (instead_of is not null and cancelled_at is null);

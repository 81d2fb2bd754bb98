-- What a bank calls one payment is one payment into a float, or out of it: the same typed twice raises no float by double.
alter table float_payment add column reference_letters text;
alter table float_payment no force row level security;
update float_payment set reference_letters = coalesce(nullif(regexp_replace(normalize(lower(reference), nfkc), '[^[:alnum:]]', '', 'g'), ''), lower(reference));
-- What was recorded twice before stands, under a name of its own: whether it was paid twice, somebody has to say.
update float_payment f set reference_letters = f.float_payment_id::text where exists (select from float_payment o
  where o.commissioner_id = f.commissioner_id and o.organisation_id = f.organisation_id and o.kind = f.kind
    and o.reference_letters = f.reference_letters and o.float_payment_id < f.float_payment_id);
alter table float_payment force row level security;
alter table float_payment alter column reference_letters set not null,
  add constraint float_payment_once unique (commissioner_id, organisation_id, kind, reference_letters);

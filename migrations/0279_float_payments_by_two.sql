-- What is paid into a float or out of it moves once a second officer has recorded the same: before that it stands and counts for nothing.
alter table float_payment add column confirmed_by text, add column confirmed_at timestamptz, add column replaced_at timestamptz;
alter table float_payment no force row level security;
-- What was recorded by one alone stands, and moved its money then.
update float_payment set confirmed_at = recorded_at;
alter table float_payment force row level security;
alter table float_payment
  drop constraint float_payment_once,
  -- A float begins with its first deposit that two have recorded: until then it is of an organisation without one.
  drop constraint float_payment_of_float,
  add constraint float_payment_of_organisation foreign key (commissioner_id, organisation_id)
    references organisation (commissioner_id, organisation_id),
  add constraint float_payment_by_two_check check (confirmed_by <> recorded_by),
  add constraint float_payment_confirmed_check check (confirmed_by is null or confirmed_at is not null),
  add constraint float_payment_replaced_check check (replaced_at is null or confirmed_at is null);
create unique index float_payment_once on float_payment (commissioner_id, organisation_id, kind, reference_letters) where replaced_at is null;
grant update (confirmed_by, confirmed_at, replaced_at) on float_payment to recovery_budgets_app;

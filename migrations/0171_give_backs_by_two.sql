-- What a bank calls one payment is one give-back, of whichever line and case; and its money moves once a second officer has recorded the same.
alter table give_back add column reference_letters text, add column confirmed_by text, add column confirmed_at timestamptz,
  add column replaced_at timestamptz;
alter table give_back no force row level security;
-- What was recorded by one alone stands, and moved its money then.
update give_back g set confirmed_at = g.recorded_at,
  reference_letters = case when exists (select from give_back o where o.commissioner_id = g.commissioner_id
      and lower(o.reference) = lower(g.reference) and o.give_back_id < g.give_back_id)
    then g.give_back_id::text else lower(g.reference) end;
alter table give_back force row level security;
alter table give_back alter column reference_letters set not null,
  drop constraint give_back_once,
  add constraint give_back_by_two_check check (confirmed_by <> recorded_by),
  add constraint give_back_confirmed_check check (confirmed_by is null or confirmed_at is not null),
  add constraint give_back_replaced_check check (replaced_at is null or confirmed_at is null);
create unique index give_back_once on give_back (commissioner_id, reference_letters) where replaced_at is null;
grant update (to_funders, confirmed_by, confirmed_at, replaced_at) on give_back to recovery_budgets_app;

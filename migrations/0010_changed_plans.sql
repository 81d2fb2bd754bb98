-- A case spends under one plan at a time. A changed plan takes the place of the one before in the transaction that agrees to it.
create unique index support_plan_one_in_force on support_plan (commissioner_id, case_id) where status in ('agreed', 'active');

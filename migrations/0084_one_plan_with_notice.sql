-- A plan that waits for its day is on its way: no other is begun beside it. In a migration of its own, since a value of a list is used only after it was added.
drop index support_plan_one_in_flight;
create unique index support_plan_one_in_flight on support_plan (commissioner_id, case_id)
  where status in ('draft', 'awaiting-signatures', 'awaiting-decision', 'returned', 'awaiting-notice');
alter table support_plan add constraint support_plan_notice_check check ((status = 'awaiting-notice') <= (takes_effect_after is not null));

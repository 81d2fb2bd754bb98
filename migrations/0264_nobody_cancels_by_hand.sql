-- Nobody cancels a payment by hand: one that should not be made is held, or its line is changed. What was kept so, of before there was another reason, was planned otherwise since.
create type payment_cancellation_kept as enum ('line-closed', 'plan-changed', 'schedule-changed', 'purchase-reversed');
alter table payment
  alter column cancelled_because type payment_cancellation_kept
    using (case cancelled_because::text when 'by-hand' then 'schedule-changed' else cancelled_because::text end)::payment_cancellation_kept;
drop type payment_cancellation;
alter type payment_cancellation_kept rename to payment_cancellation;

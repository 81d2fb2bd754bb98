-- By how much what is owed for days is less than by the schedule, since no more is agreed with the provider.
alter table payment add above_rate_pence bigint not null default 0 constraint payment_above_rate_check check (above_rate_pence >= 0);

-- Somebody looked at why a payment failed and released what stands instead of it. Where the failed one was made after all and then came back, that look is about what is over: nothing is released by it.
alter table payment add column release_is_past boolean not null default false;
grant update (release_is_past) on payment to recovery_budgets_app;

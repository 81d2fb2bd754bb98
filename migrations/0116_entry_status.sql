-- Whether somebody came with a personal budget for social care: schemes take over people with one, or without.
create type entry_status as enum ('with-social-care-budget', 'without-social-care-budget');
alter table case_opening add column entry_status entry_status;
alter table referral add column entry_status entry_status;

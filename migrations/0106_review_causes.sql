-- Why a review was set that no rule set by its time.
create type review_cause as enum ('asked', 'crisis', 'appeal', 'needs-changed', 'provider-changed', 'concern');
alter table review add column because review_cause;
alter table review no force row level security;
update review set because = 'asked' where kind = 'requested';
alter table review force row level security;

-- Words that may name what no budget buys, each for somebody to look at. What was asked stays as it was; asking again is a row of its own.
create type spending_check_place as enum ('purchase', 'plan-line', 'card-feed-line');
create type spending_check_outcome as enum ('passed', 'refused');
create table spending_check (
  commissioner_id uuid not null,
  spending_check_id uuid not null,
  case_id uuid not null,
  found_in spending_check_place not null,
  -- Where the words were found first; a line of a plan that is not agreed has no row of its own and is told by its key.
  plan_line_id uuid,
  support_plan_id uuid,
  line text,
  card_feed_line_id uuid,
  amount_pence bigint,
  words text not null,
  -- SHA-256 of the words as they are read: the same words are looked at once on a case.
  words_hash text not null,
  -- The categories of the scheme that they may be of.
  uses text[] not null,
  -- Why it is asked again, where it is.
  said text,
  asked_by text not null,
  asked_at timestamptz not null,
  outcome spending_check_outcome,
  because text,
  decided_by text,
  decided_at timestamptz,
  primary key (commissioner_id, spending_check_id),
  constraint spending_check_place_check check (case found_in
    when 'purchase' then plan_line_id is not null
    when 'plan-line' then support_plan_id is not null and line is not null
    else card_feed_line_id is not null end),
  constraint spending_check_decided_whole_check check (num_nonnulls(outcome, because, decided_by, decided_at) in (0, 4)),
  constraint spending_check_of_case foreign key (commissioner_id, case_id)
    references budget_case (commissioner_id, case_id) on delete cascade,
  constraint spending_check_of_line foreign key (commissioner_id, plan_line_id)
    references plan_line (commissioner_id, plan_line_id) on delete cascade,
  constraint spending_check_of_plan foreign key (commissioner_id, support_plan_id)
    references support_plan (commissioner_id, support_plan_id) on delete cascade,
  constraint spending_check_of_feed_line foreign key (commissioner_id, card_feed_line_id)
    references card_feed_line (commissioner_id, card_feed_line_id) on delete cascade
);
create unique index spending_check_one_open on spending_check (commissioner_id, case_id, words_hash) where outcome is null;
create index spending_check_by_words on spending_check (commissioner_id, case_id, words_hash, spending_check_id desc);
create index spending_check_by_case on spending_check (commissioner_id, case_id, spending_check_id desc);
create index spending_check_open on spending_check (commissioner_id, spending_check_id) where outcome is null;
create index spending_check_by_line on spending_check (commissioner_id, plan_line_id) where plan_line_id is not null;
create index spending_check_by_plan on spending_check (commissioner_id, support_plan_id) where support_plan_id is not null;
create index spending_check_by_feed_line on spending_check (commissioner_id, card_feed_line_id) where card_feed_line_id is not null;
alter table spending_check enable row level security;
alter table spending_check force row level security;
create policy tenant on spending_check using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (outcome, because, decided_by, decided_at) on spending_check to recovery_budgets_app;

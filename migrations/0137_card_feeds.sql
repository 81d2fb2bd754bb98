-- What the issuer of a card, or a bank, says was paid: each line of a feed once, however often the feed is sent, and beside at most one purchase.
create table card_feed (
  commissioner_id uuid not null,
  card_feed_id uuid not null,
  case_id uuid not null,
  lines_added integer not null,
  lines_known integer not null,
  sent_by text not null,
  sent_at timestamptz not null,
  primary key (commissioner_id, card_feed_id),
  constraint card_feed_lines_check check (lines_added >= 0 and lines_known >= 0),
  constraint card_feed_of_case foreign key (commissioner_id, case_id)
    references budget_case (commissioner_id, case_id) on delete cascade
);
create index card_feed_by_case on card_feed (commissioner_id, case_id, card_feed_id desc);

create table card_feed_line (
  commissioner_id uuid not null,
  card_feed_line_id uuid not null,
  card_feed_id uuid not null,
  case_id uuid not null,
  line_hash text not null,
  paid_on date not null,
  -- What was paid; below nothing where it came back.
  amount_pence bigint not null,
  merchant text not null,
  reference text not null,
  purchase_id uuid,
  matched_by text,
  matched_at timestamptz,
  primary key (commissioner_id, card_feed_line_id),
  constraint card_feed_line_amount_check check (amount_pence <> 0),
  constraint card_feed_line_matched_whole_check check (num_nonnulls(purchase_id, matched_by, matched_at) in (0, 3)),
  constraint card_feed_line_of_feed foreign key (commissioner_id, card_feed_id)
    references card_feed (commissioner_id, card_feed_id) on delete cascade,
  constraint card_feed_line_of_case foreign key (commissioner_id, case_id)
    references budget_case (commissioner_id, case_id) on delete cascade,
  constraint card_feed_line_of_purchase foreign key (commissioner_id, purchase_id)
    references purchase (commissioner_id, purchase_id) on delete cascade
);
create unique index card_feed_line_once on card_feed_line (commissioner_id, case_id, line_hash);
create unique index card_feed_line_one_per_purchase on card_feed_line (commissioner_id, purchase_id) where amount_pence > 0 and purchase_id is not null;
create index card_feed_line_by_purchase on card_feed_line (commissioner_id, purchase_id) where purchase_id is not null;
create index card_feed_line_by_feed on card_feed_line (commissioner_id, card_feed_id);
create index card_feed_line_by_case on card_feed_line (commissioner_id, case_id, card_feed_line_id desc);
create index card_feed_line_unmatched on card_feed_line (commissioner_id, case_id, card_feed_line_id desc) where purchase_id is null;

do $$
declare
  made text;
begin
  foreach made in array array['card_feed', 'card_feed_line'] loop
    execute format('alter table %I enable row level security', made);
    execute format('alter table %I force row level security', made);
    execute format('create policy tenant on %I using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner())', made);
  end loop;
end $$;
grant select, insert on card_feed to recovery_budgets_app;
grant select, insert, update (purchase_id, matched_by, matched_at) on card_feed_line to recovery_budgets_app;

-- What was bought around a day is looked for in whichever order it was recorded.
create index purchase_by_day on purchase (commissioner_id, case_id, bought_on);
-- What a card paid and nobody wrote down is looked at by itself: cash that was taken out, and what has no purchase for weeks.
alter type concern_reason add value 'cash-withdrawn';
alter type concern_reason add value 'card-line-unmatched';
alter table concern_report add column card_feed_line_id uuid, drop constraint concern_report_one_thing_check,
  add constraint concern_report_one_thing_check check (num_nonnulls(purchase_id, waiting_claim_id, card_feed_line_id) <= 1);
create unique index concern_report_one_per_feed_line on concern_report (commissioner_id, card_feed_line_id, reason) where card_feed_line_id is not null;
alter table card_feed_line add column is_cash boolean not null default false;
alter table card_feed_line no force row level security;
update card_feed_line set is_cash = true where amount_pence > 0
  and (merchant || ' ' || reference) ~* '\y(cash(?!\s*(&|\+|and|n)\s*carry)|atm|cashpoint|notemachine|cardtronics|withdraw(al|als|n)?)\y';
alter table card_feed_line force row level security;
create index card_feed_line_cash on card_feed_line (commissioner_id, case_id, paid_on) where is_cash;
create index card_feed_line_unmatched_of_feed on card_feed_line (commissioner_id, card_feed_id) where purchase_id is null;
create index card_feed_line_unmatched_by_day on card_feed_line (commissioner_id, paid_on, card_feed_line_id) where purchase_id is null;
create index card_feed_by_sending on card_feed (commissioner_id, sent_at);

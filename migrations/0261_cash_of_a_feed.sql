-- Each feed that is looked at has its cash by its own key, and not that of the tenant.
create index card_feed_line_cash_of_feed on card_feed_line (commissioner_id, card_feed_id) where is_cash and purchase_id is null;

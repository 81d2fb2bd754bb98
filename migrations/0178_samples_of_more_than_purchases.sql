-- An audit draws more than purchases: a sample is of one kind, and an item of the table of its kind. A foreign key for each, so that what was found of a record goes with
-- it; the samples of before are of purchases, and draw the same as they did.
create type audited_kind as enum ('purchase', 'bank-details', 'line-move', 'give-back', 'off-plan-decision', 'payment');
alter table audit_sample add column kind audited_kind not null default 'purchase';
alter table audit_sample alter column kind drop default;
alter table audit_sample_item
  add column item_id uuid,
  add column bank_account_id uuid,
  add column line_move_id uuid,
  add column give_back_id uuid,
  add column decision_id uuid,
  add column payment_id uuid;
alter table audit_sample_item no force row level security;
update audit_sample_item set item_id = purchase_id;
alter table audit_sample_item force row level security;
alter table audit_sample_item
  drop constraint audit_sample_item_pkey,
  alter column item_id set not null,
  alter column purchase_id drop not null,
  add primary key (commissioner_id, audit_sample_id, item_id),
  add constraint audit_sample_item_of_one_check check (
    num_nonnulls(purchase_id, bank_account_id, line_move_id, give_back_id, decision_id, payment_id) = 1
    and item_id = coalesce(purchase_id, bank_account_id, line_move_id, give_back_id, decision_id, payment_id)),
  add constraint audit_sample_item_of_bank_account foreign key (commissioner_id, bank_account_id)
    references bank_account (commissioner_id, bank_account_id) on delete cascade,
  add constraint audit_sample_item_of_line_move foreign key (commissioner_id, line_move_id)
    references line_move (commissioner_id, line_move_id) on delete cascade,
  add constraint audit_sample_item_of_give_back foreign key (commissioner_id, give_back_id)
    references give_back (commissioner_id, give_back_id) on delete cascade,
  add constraint audit_sample_item_of_decision foreign key (commissioner_id, decision_id)
    references decision (commissioner_id, decision_id) on delete cascade,
  add constraint audit_sample_item_of_payment foreign key (commissioner_id, payment_id)
    references payment (commissioner_id, payment_id) on delete cascade;
create index audit_sample_item_by_bank_account on audit_sample_item (commissioner_id, bank_account_id) where bank_account_id is not null;
create index audit_sample_item_by_line_move on audit_sample_item (commissioner_id, line_move_id) where line_move_id is not null;
create index audit_sample_item_by_give_back on audit_sample_item (commissioner_id, give_back_id) where give_back_id is not null;
create index audit_sample_item_by_decision on audit_sample_item (commissioner_id, decision_id) where decision_id is not null;
create index audit_sample_item_by_payment on audit_sample_item (commissioner_id, payment_id) where payment_id is not null;
drop index audit_sample_item_by_purchase;
create index audit_sample_item_by_purchase on audit_sample_item (commissioner_id, purchase_id) where purchase_id is not null;
-- Each is drawn by its days. What is written in the order of time has a range of pages, which costs a write nearly nothing.
create index bank_account_by_proposal on bank_account using brin (proposed_at);
create index line_move_by_day on line_move using brin (moved_at);
create index give_back_by_recording on give_back using brin (recorded_at);
create index decision_off_plan on decision (commissioner_id, decided_at) where subject = 'off-plan-request';
create index payment_by_settling on payment (commissioner_id, settled_at) where settled_at is not null;

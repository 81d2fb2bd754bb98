-- The payments and purchases of a case and the runs of payments are listed in the order of their days too, each read as far as a page needs.
-- By the case first: where nothing is known yet of how many payments there are, one that begins with the commissioner is taken for every question on a few of them.
create index payment_of_case_by_day on payment (case_id, due_on, payment_id);
create index pay_run_by_day on pay_run (commissioner_id, pay_on, pay_run_id);
create index purchase_of_case_by_day on purchase (commissioner_id, case_id, bought_on, purchase_id);
drop index purchase_by_day;

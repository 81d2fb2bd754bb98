-- A payment that stands instead of one that the bank did not make says which: who said that it was not made does not have the other paid, and what was made after all
-- is paid once. The two of before were made in one moment, of one line, for the same days and the same sum.
alter type payment_cancellation add value 'paid-after-all';
alter table payment add column instead_of uuid;
alter table payment no force row level security;
update payment p set instead_of = f.payment_id
  from (select *, row_number() over (partition by commissioner_id, plan_line_id, settled_at, from_on, until_on, amount_pence, payee_id order by payment_id) as place
    from payment where failure is not null) f,
    (select commissioner_id, payment_id,
      row_number() over (partition by commissioner_id, plan_line_id, planned_at, from_on, until_on, amount_pence, payee_id order by payment_id) as place
      from payment where purpose in ('again', 'owed', 'crisis')) a
  where a.commissioner_id = p.commissioner_id and a.payment_id = p.payment_id and f.commissioner_id = p.commissioner_id and f.plan_line_id = p.plan_line_id
    and f.settled_at = p.planned_at and f.from_on = p.from_on and f.until_on = p.until_on and f.amount_pence = p.amount_pence
    and f.payee_id is not distinct from p.payee_id and f.place = a.place;
alter table payment force row level security;
alter table payment add constraint payment_instead_of_other_check check (instead_of <> payment_id);
alter table payment add constraint payment_instead_of_payment foreign key (commissioner_id, instead_of) references payment (commissioner_id, payment_id) on delete cascade;
create index payment_instead_of on payment (commissioner_id, instead_of) where instead_of is not null;
grant update (instead_of) on payment to recovery_budgets_app;

-- What was imported of a payment that was made after all, and who said so: by another human than who imported it.
alter table pay_run_result
  add column failure_before text, add column corrected_by text, add column corrected_because text, add column corrected_at timestamptz;
alter table pay_run_result add constraint pay_run_result_corrected_check
  check (num_nonnulls(failure_before, corrected_by, corrected_because, corrected_at) in (0, 4) and (corrected_at is null or paid_on is not null and corrected_by <> imported_by));
grant update (paid_on, failure, failure_before, corrected_by, corrected_because, corrected_at) on pay_run_result to recovery_budgets_app;

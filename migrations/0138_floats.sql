-- The money that an organisation holds for many people (Merseyside: the broker's organisation held the funding and bought by card). What the commissioner paid
-- in, and what was bought of it, are accounts of the organisation: they hang on no case, so they stay right when a record is removed.
alter type account_kind add value 'float';
alter type account_kind add value 'paid-in';
alter type ledger_entry_kind add value 'float-deposit';
alter type ledger_entry_kind add value 'float-return';
alter type ledger_entry_kind add value 'float-purchase';
alter type ledger_entry_kind add value 'float-reversal';

-- Compared as text: a value that is new in a transaction cannot be named in it.
alter table account alter column case_id drop not null,
  add constraint account_of_somebody_check check ((case_id is null) = (kind::text in ('float', 'paid-in')));
alter table ledger_entry alter column case_id drop not null,
  add constraint ledger_entry_of_somebody_check check ((case_id is null) = (kind::text like 'float-%'));
-- An organisation can have bought more than it was paid: that is a difference to settle, and no purchase to refuse.
do $$
declare
  held text;
begin
  select pg_get_expr(conbin, conrelid) into held from pg_constraint where conname = 'account_not_overdrawn' and conrelid = 'account'::regclass;
  execute format('alter table account drop constraint account_not_overdrawn,
    add constraint account_not_overdrawn check (kind::text in (%L, %L) or %s)', 'float', 'paid-in', held);
end $$;

create table organisation_float (
  commissioner_id uuid not null,
  organisation_id uuid not null,
  opened_by text not null,
  opened_at timestamptz not null,
  primary key (commissioner_id, organisation_id),
  constraint organisation_float_of foreign key (commissioner_id, organisation_id)
    references organisation (commissioner_id, organisation_id)
);
create table float_payment (
  commissioner_id uuid not null,
  float_payment_id uuid not null,
  organisation_id uuid not null,
  kind ledger_entry_kind not null,
  amount_pence bigint not null,
  paid_on date not null,
  reference text not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  primary key (commissioner_id, float_payment_id),
  constraint float_payment_amount_check check (amount_pence > 0),
  constraint float_payment_kind_check check (kind::text in ('float-deposit', 'float-return')),
  constraint float_payment_of_float foreign key (commissioner_id, organisation_id)
    references organisation_float (commissioner_id, organisation_id)
);
create index float_payment_by_organisation on float_payment (commissioner_id, organisation_id, float_payment_id desc);
create table float_reconciliation (
  commissioner_id uuid not null,
  float_reconciliation_id uuid not null,
  organisation_id uuid not null,
  period_from date not null,
  period_until date not null,
  opening_pence bigint not null,
  deposits_pence bigint not null,
  returns_pence bigint not null,
  purchases_pence bigint not null,
  reversals_pence bigint not null,
  stated_pence bigint not null,
  explanation text,
  stated_by text not null,
  stated_by_name text not null,
  stated_at timestamptz not null,
  signed_by text,
  signed_by_name text,
  signed_at timestamptz,
  primary key (commissioner_id, float_reconciliation_id),
  constraint float_reconciliation_period_check check (period_from <= period_until),
  constraint float_reconciliation_explained_check check (explanation is not null
    or stated_pence = opening_pence + deposits_pence - returns_pence - purchases_pence + reversals_pence),
  constraint float_reconciliation_signed_whole_check check (num_nonnulls(signed_by, signed_by_name, signed_at) in (0, 3)),
  constraint float_reconciliation_of_float foreign key (commissioner_id, organisation_id)
    references organisation_float (commissioner_id, organisation_id)
);
create index float_reconciliation_by_organisation on float_reconciliation (commissioner_id, organisation_id, float_reconciliation_id desc);
create unique index float_reconciliation_one_per_period on float_reconciliation (commissioner_id, organisation_id, period_from);

-- Whose float a purchase went out of: what comes back of it goes in there, whoever holds the money of the line by then.
alter table purchase add column float_organisation_id uuid;

do $$
declare
  made text;
begin
  foreach made in array array['organisation_float', 'float_payment', 'float_reconciliation'] loop
    execute format('alter table %I enable row level security', made);
    execute format('alter table %I force row level security', made);
    execute format('create policy tenant on %I using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner())', made);
  end loop;
end $$;
grant select, insert on organisation_float, float_payment to recovery_budgets_app;
grant select, insert, update (signed_by, signed_by_name, signed_at) on float_reconciliation to recovery_budgets_app;

-- A receipt that is missing is chased, and who did not file it stops spending on the line. What is due next stands on the purchase, so that the work
-- between requests finds it by an index, and what is missing is found by another, however many purchases there are.
alter table purchase add column chase_on date, add column missing_since date;
alter table purchase no force row level security;
update purchase p set chase_on = greatest(p.bought_on + 15, current_date) where p.reversed_at is null
  and not exists (select from receipt r where r.commissioner_id = p.commissioner_id and r.purchase_id = p.purchase_id);
alter table purchase force row level security;
create index purchase_to_chase on purchase (commissioner_id, chase_on, purchase_id) where chase_on is not null;
create index purchase_missing_receipt on purchase (commissioner_id, missing_since, purchase_id) where missing_since is not null;
create index purchase_missing_receipt_of_case on purchase (commissioner_id, case_id, purchase_id) where missing_since is not null;

create type receipt_chase_step as enum ('first-reminder', 'second-reminder', 'paused', 'essential');
create table receipt_chase (
  commissioner_id uuid not null,
  purchase_id uuid not null,
  step receipt_chase_step not null,
  chased_on date not null,
  lifted_by text,
  lifted_because text,
  lifted_at timestamptz,
  primary key (commissioner_id, purchase_id, step),
  constraint receipt_chase_lifted_whole_check check (num_nonnulls(lifted_by, lifted_because, lifted_at) in (0, 3)),
  constraint receipt_chase_lifted_check check (lifted_at is null or step = 'paused'),
  constraint receipt_chase_of_purchase foreign key (commissioner_id, purchase_id)
    references purchase (commissioner_id, purchase_id) on delete cascade
);

create table receipt_loss (
  commissioner_id uuid not null,
  purchase_id uuid not null,
  because text not null,
  said_by text not null,
  said_at timestamptz not null,
  accepted_by text,
  accepted_because text,
  accepted_at timestamptz,
  primary key (commissioner_id, purchase_id),
  constraint receipt_loss_accepted_whole_check check (num_nonnulls(accepted_by, accepted_because, accepted_at) in (0, 3)),
  constraint receipt_loss_of_purchase foreign key (commissioner_id, purchase_id)
    references purchase (commissioner_id, purchase_id) on delete cascade
);

do $$
declare
  made text;
begin
  foreach made in array array['receipt_chase', 'receipt_loss'] loop
    execute format('alter table %I enable row level security', made);
    execute format('alter table %I force row level security', made);
    execute format('create policy tenant on %I using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner())', made);
  end loop;
end $$;
grant select, insert, update (lifted_by, lifted_because, lifted_at) on receipt_chase to recovery_budgets_app;
grant select, insert, update (accepted_by, accepted_because, accepted_at) on receipt_loss to recovery_budgets_app;
grant update (chase_on, missing_since) on purchase to recovery_budgets_app;

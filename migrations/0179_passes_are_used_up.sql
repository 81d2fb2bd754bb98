-- A pass of words is used up: by each purchase that was made by it, as far as it stands. One from before this has no use yet.
create table spending_check_use (
  commissioner_id uuid not null,
  spending_check_id uuid not null,
  purchase_id uuid not null,
  primary key (commissioner_id, spending_check_id, purchase_id),
  constraint spending_check_use_of_check foreign key (commissioner_id, spending_check_id)
    references spending_check (commissioner_id, spending_check_id) on delete cascade,
  constraint spending_check_use_by_purchase foreign key (commissioner_id, purchase_id)
    references purchase (commissioner_id, purchase_id) on delete cascade
);
create index spending_check_use_by_purchase on spending_check_use (commissioner_id, purchase_id);
alter table spending_check_use enable row level security;
alter table spending_check_use force row level security;
create policy tenant on spending_check_use using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert on spending_check_use to recovery_budgets_app;

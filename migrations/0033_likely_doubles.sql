-- Somebody can be recorded twice. Registering or changing a person does not say whether a number is known: it is told to the commissioner, who
-- joins the records or says that they are two people.
alter table person drop constraint person_one_per_nhs_number;
create index person_by_nhs_number on person (commissioner_id, nhs_number) where nhs_number is not null;
-- Names are compared in small letters, which no index may do under row-level security: those who were born on a day are few.
create index person_by_birth on person (commissioner_id, born_on);

alter table person
  add column joined_into uuid,
  add constraint person_joined_into foreign key (commissioner_id, joined_into) references person,
  add constraint person_joined_into_another check (joined_into <> person_id);
grant update (joined_into) on person to recovery_budgets_app;
grant update (person_id) on consent to recovery_budgets_app;
grant update (person_id) on budget_case to recovery_budgets_app;
alter type sign_in_link add value 'record-joined';

create type likeness as enum ('nhs-number', 'names-and-birth', 'reported');
create type double_settlement as enum ('joined', 'different-people');
create table likely_double (
  commissioner_id uuid not null references commissioner,
  likely_double_id uuid not null,
  first_person_id uuid not null,
  second_person_id uuid not null,
  likeness likeness not null,
  found_at timestamptz not null,
  goes_on_id uuid,
  join_proposed_by text,
  join_proposed_at timestamptz,
  settled_as double_settlement,
  settled_by text,
  settled_at timestamptz,
  primary key (commissioner_id, likely_double_id),
  constraint likely_double_first foreign key (commissioner_id, first_person_id) references person,
  constraint likely_double_second foreign key (commissioner_id, second_person_id) references person,
  constraint likely_double_of_two check (first_person_id <> second_person_id),
  constraint likely_double_goes_on check (goes_on_id in (first_person_id, second_person_id)),
  constraint likely_double_proposed_whole check (num_nonnulls(goes_on_id, join_proposed_by, join_proposed_at) in (0, 3)),
  constraint likely_double_settled_whole check (num_nonnulls(settled_as, settled_by, settled_at) in (0, 3)),
  constraint likely_double_joined_by_two
    check (settled_as is distinct from 'joined' or (join_proposed_by is not null and join_proposed_by <> settled_by))
);
create index likely_double_open on likely_double (commissioner_id, likely_double_id desc) where settled_at is null;
create unique index likely_double_once on likely_double
  (commissioner_id, least(first_person_id, second_person_id), greatest(first_person_id, second_person_id));
create index likely_double_by_first on likely_double (commissioner_id, first_person_id);
create index likely_double_by_second on likely_double (commissioner_id, second_person_id);
alter table likely_double enable row level security;
alter table likely_double force row level security;
create policy tenant on likely_double using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (goes_on_id, join_proposed_by, join_proposed_at, settled_as, settled_by, settled_at)
  on likely_double to recovery_budgets_app;

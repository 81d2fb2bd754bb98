-- What somebody on a case says of how they, or the person, are tied to who is paid: from then on they are paid by a decision alone.
create type payee_declared_tie as enum ('relative', 'same-household', 'own-organisation', 'other-interest');
create table payee_tie (
  commissioner_id uuid not null,
  payee_tie_id uuid not null,
  case_id uuid not null,
  payee_id uuid not null,
  tie payee_declared_tie not null,
  words text not null,
  declared_as case_role not null,
  declared_by text not null,
  declared_at timestamptz not null,
  ended_because text,
  ended_by text,
  ended_at timestamptz,
  primary key (commissioner_id, payee_tie_id),
  constraint payee_tie_ended_whole_check check (num_nonnulls(ended_because, ended_by, ended_at) in (0, 3)),
  constraint payee_tie_ended_by_another_check check (ended_by <> declared_by),
  constraint payee_tie_of_case foreign key (commissioner_id, case_id)
    references budget_case (commissioner_id, case_id) on delete cascade,
  constraint payee_tie_to_payee foreign key (commissioner_id, payee_id) references payee (commissioner_id, payee_id) on delete cascade
);
create unique index payee_tie_once on payee_tie (commissioner_id, case_id, payee_id, tie) where ended_at is null;
create index payee_tie_by_case on payee_tie (commissioner_id, case_id, payee_tie_id desc);
create index payee_tie_by_payee on payee_tie (commissioner_id, payee_id);
alter table payee_tie enable row level security;
alter table payee_tie force row level security;
create policy tenant on payee_tie using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (ended_because, ended_by, ended_at) on payee_tie to recovery_budgets_app;

alter type concern_reason add value 'undeclared-tie';

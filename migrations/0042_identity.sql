-- Who a person is, as somebody else than those who registered, opened, plan or decide has confirmed it. Until then money goes up a tier.
create type identity_source as enum ('seen-in-person', 'traced-on-pds', 'gp-record', 'trust-record');
create type identity_evidence as enum ('passport', 'driving-licence', 'other-photo-document', 'two-documents', 'vouched-for');
create table identity_confirmation (
  commissioner_id uuid not null,
  identity_confirmation_id uuid not null,
  person_id uuid not null,
  source identity_source not null,
  evidence identity_evidence,
  confirmed_on date not null,
  confirmed_by text not null,
  organisation_id uuid,
  recorded_at timestamptz not null,
  ended_at timestamptz,
  primary key (commissioner_id, identity_confirmation_id),
  constraint identity_confirmation_of_person foreign key (commissioner_id, person_id)
    references person (commissioner_id, person_id) on delete cascade,
  constraint identity_confirmation_at foreign key (commissioner_id, organisation_id) references organisation (commissioner_id, organisation_id),
  constraint identity_confirmation_seen_check check ((source = 'seen-in-person') = (evidence is not null))
);
create index identity_confirmation_by_person on identity_confirmation (commissioner_id, person_id, identity_confirmation_id desc);
alter table identity_confirmation enable row level security;
alter table identity_confirmation force row level security;
create policy tenant on identity_confirmation using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (ended_at) on identity_confirmation to recovery_budgets_app;

-- Worked out with the progress of the case, so that the list of what is not confirmed is read by an index.
alter table budget_case add column identity_confirmed boolean not null default false;
grant update (identity_confirmed) on budget_case to recovery_budgets_app;
create index budget_case_unconfirmed on budget_case (commissioner_id, case_id desc) where not identity_confirmed and ended_at is null;
create index budget_case_unconfirmed_by_trust on budget_case (commissioner_id, trust_id, case_id desc)
  where not identity_confirmed and ended_at is null;

alter type routing_reason add value 'identity-unconfirmed';

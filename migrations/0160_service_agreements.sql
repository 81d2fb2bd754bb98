-- What the commissioner, or the organisation that holds somebody's money, agreed with a provider: for which days, what, and at which rate.
create type cost_unit as enum ('item', 'hour', 'session', 'day', 'night', 'mile');
create table service_agreement (
  commissioner_id uuid not null,
  service_agreement_id uuid not null,
  payee_id uuid not null,
  -- The organisation that holds the money and pays by it; null: the commissioner.
  holder_id uuid,
  renews_id uuid,
  what text not null,
  -- The categories of schemes that it is for; none: any.
  categories text[] not null,
  unit cost_unit not null,
  rate_pence bigint not null,
  from_on date not null,
  until_on date not null,
  drafted_by text not null,
  drafted_at timestamptz not null,
  payer_signed_by text,
  payer_signed_at timestamptz,
  -- By a sign-in of the provider, or as somebody recorded who saw what it signed.
  provider_signed_by text,
  provider_signed_at timestamptz,
  provider_signatory text,
  provider_document_hash text,
  -- The last day of one that was ended before its own.
  ended_on date,
  ended_because text,
  ended_by text,
  ended_at timestamptz,
  primary key (commissioner_id, service_agreement_id),
  constraint service_agreement_days_check check (until_on >= from_on),
  constraint service_agreement_rate_check check (rate_pence > 0),
  constraint service_agreement_payer_whole_check check (num_nonnulls(payer_signed_by, payer_signed_at) in (0, 2)),
  constraint service_agreement_provider_whole_check
    check (num_nonnulls(provider_signed_by, provider_signed_at) in (0, 2) and (provider_document_hash is null or provider_signatory is not null)),
  constraint service_agreement_ended_whole_check check (num_nonnulls(ended_on, ended_because, ended_by, ended_at) in (0, 4)),
  constraint service_agreement_two_people_check check (payer_signed_by <> provider_signed_by),
  constraint service_agreement_with_payee foreign key (commissioner_id, payee_id) references payee (commissioner_id, payee_id),
  constraint service_agreement_of_holder foreign key (commissioner_id, holder_id) references organisation (commissioner_id, organisation_id),
  constraint service_agreement_renews foreign key (commissioner_id, renews_id)
    references service_agreement (commissioner_id, service_agreement_id)
);
create index service_agreement_by_payee on service_agreement (commissioner_id, payee_id, service_agreement_id desc);
create index service_agreement_by_end on service_agreement (commissioner_id, until_on, service_agreement_id)
  where payer_signed_at is not null and provider_signed_at is not null and ended_on is null;
create index service_agreement_by_holder on service_agreement (commissioner_id, holder_id) where holder_id is not null;
create unique index service_agreement_renewed_once on service_agreement (commissioner_id, renews_id) where renews_id is not null and ended_on is null;
alter table service_agreement enable row level security;
alter table service_agreement force row level security;
create policy tenant on service_agreement using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (payer_signed_by, payer_signed_at, provider_signed_by, provider_signed_at, provider_signatory, provider_document_hash,
  ended_on, ended_because, ended_by, ended_at) on service_agreement to recovery_budgets_app;

-- How much of what was agreed a purchase is, in quarters of the unit; null where no rate was asked for.
alter table purchase add column quarter_units integer,
  add constraint purchase_units_check check (quarter_units > 0);

-- Which provider gives a line of somebody's plan: what lets it see the line, and no more of the plan.
create table line_provider (
  commissioner_id uuid not null,
  line_provider_id uuid not null,
  case_id uuid not null,
  plan_line_id uuid not null,
  payee_id uuid not null,
  named_by text not null,
  named_at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  primary key (commissioner_id, line_provider_id),
  constraint line_provider_ended_whole_check check (num_nonnulls(ended_at, ended_by) in (0, 2)),
  constraint line_provider_of_case foreign key (commissioner_id, case_id)
    references budget_case (commissioner_id, case_id) on delete cascade,
  constraint line_provider_of_line foreign key (commissioner_id, plan_line_id)
    references plan_line (commissioner_id, plan_line_id) on delete cascade,
  constraint line_provider_is_payee foreign key (commissioner_id, payee_id) references payee (commissioner_id, payee_id)
);
create unique index line_provider_one_on on line_provider (commissioner_id, plan_line_id) where ended_at is null;
create index line_provider_by_payee on line_provider (commissioner_id, payee_id, line_provider_id desc);
create index line_provider_by_case on line_provider (commissioner_id, case_id, payee_id);
create index line_provider_by_line on line_provider (commissioner_id, plan_line_id, line_provider_id desc);
create index payment_by_payee on payment (commissioner_id, payee_id, payment_id desc) where payee_id is not null;
create index payment_of_case_by_payee on payment (commissioner_id, case_id, payee_id) where payee_id is not null;
alter table line_provider enable row level security;
alter table line_provider force row level security;
create policy tenant on line_provider using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (ended_at, ended_by) on line_provider to recovery_budgets_app;

alter type payment_hold_reason add value 'service-agreement-missing' before 'under-check';

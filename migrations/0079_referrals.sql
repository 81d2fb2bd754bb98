-- A referral opens nothing until somebody at the organisation that it is said to come from has accepted it: it is kept by itself, and has a case
-- once it is accepted.
create type referral_outcome as enum ('accepted', 'denied');
create table referral (
  commissioner_id uuid not null references commissioner,
  referral_id uuid not null,
  person_id uuid not null,
  scheme_id uuid not null,
  trust_id uuid not null,
  organisation_id uuid not null,
  referred_by text not null,
  referred_on date not null,
  received_how way_of_saying not null,
  recorded_by text not null,
  recorded_by_name text not null,
  recorded_for uuid,
  coordinates boolean not null,
  recorded_at timestamptz not null,
  answer_by date not null,
  outcome referral_outcome,
  answered_by text,
  answered_at timestamptz,
  case_id uuid,
  primary key (commissioner_id, referral_id),
  constraint referral_of_person foreign key (commissioner_id, person_id) references person (commissioner_id, person_id) on delete cascade,
  constraint referral_in_scheme foreign key (commissioner_id, scheme_id) references scheme (commissioner_id, scheme_id),
  constraint referral_to_trust foreign key (commissioner_id, trust_id) references organisation (commissioner_id, organisation_id),
  constraint referral_from foreign key (commissioner_id, organisation_id) references organisation (commissioner_id, organisation_id),
  constraint referral_for foreign key (commissioner_id, recorded_for) references organisation (commissioner_id, organisation_id),
  constraint referral_of_case foreign key (commissioner_id, case_id) references budget_case (commissioner_id, case_id) on delete cascade,
  constraint referral_answered_whole check ((outcome is null) = (answered_at is null) and (outcome is null) = (answered_by is null)),
  constraint referral_opens_by_acceptance check (case when outcome is null then case_id is null when outcome = 'accepted' then case_id is not null else true end)
);
create index referral_by_person on referral (commissioner_id, person_id, referral_id desc);
create index referral_by_organisation on referral (commissioner_id, organisation_id, referral_id desc);
create index referral_by_recorder on referral (commissioner_id, recorded_by, referral_id desc);
create unique index referral_by_case on referral (commissioner_id, case_id) where case_id is not null;

alter table case_opening no force row level security;
alter table budget_case no force row level security;
-- Cases that were opened before are open: what nobody denied is taken for accepted.
insert into referral (commissioner_id, referral_id, person_id, scheme_id, trust_id, organisation_id, referred_by, referred_on, received_how,
    recorded_by, recorded_by_name, recorded_for, coordinates, recorded_at, answer_by, outcome, answered_by, answered_at, case_id)
  select o.commissioner_id, o.case_id, c.person_id, c.scheme_id, c.trust_id, o.referring_organisation_id, o.referred_by, o.referred_on, o.received_how,
      o.opened_by, o.opened_by, o.opened_for, false, c.opened_at, c.opened_at::date,
      (case when o.denied_at is null then 'accepted' else 'denied' end)::referral_outcome,
      coalesce(o.denied_by, 'migration'), coalesce(o.denied_at, c.opened_at), o.case_id
    from case_opening o join budget_case c on c.commissioner_id = o.commissioner_id and c.case_id = o.case_id
    where o.referring_organisation_id is not null;
alter table case_opening drop column referring_organisation_id, drop column referred_by, drop column referred_on, drop column received_how,
  drop column denied_by, drop column denied_at;
alter table case_opening force row level security;
alter table budget_case force row level security;

alter table referral enable row level security;
alter table referral force row level security;
create policy tenant on referral using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant insert, select, update (person_id, outcome, answered_by, answered_at, case_id) on referral to recovery_budgets_app;

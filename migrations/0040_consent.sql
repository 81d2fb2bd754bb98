-- A consent says its form, who gave it, and until when; what it opened stands on it and ends with it. One is in force for each person,
-- organisation and purpose.
create type consent_form as enum ('in-person', 'by-post', 'by-phone', 'online', 'written');
create type consent_giver as enum ('person', 'representative');
create type consent_party as enum ('person', 'representative', 'staff');
create type sharing_basis as enum ('vital-interests', 'safeguarding', 'court-order', 'legal-duty', 'public-interest');

alter table consent alter given_how type consent_form using given_how::text::consent_form;
alter table consent
  add column giver consent_giver,
  add column said_on date,
  add column evidence text,
  add column until_on date,
  add column withdrawn_as consent_party,
  add column lapsed_at timestamptz;
-- What is there says who recorded it alone: the person themselves, or somebody for them.
alter table consent no force row level security;
alter table sign_in no force row level security;
alter table case_member no force row level security;
alter table budget_case no force row level security;
alter table person no force row level security;
update consent k set giver = 'person',
    said_on = case when s.subject is distinct from k.recorded_by then (k.given_at at time zone 'Europe/London')::date end,
    evidence = case when s.subject is distinct from k.recorded_by then 'Recorded before evidence was asked for' end,
    withdrawn_as = case when k.withdrawn_at is null then null when s.subject = k.withdrawn_by then 'person'
      else 'staff' end::consent_party
  from person p left join sign_in s on s.commissioner_id = p.commissioner_id and s.person_id = p.person_id and s.ended_at is null
  where p.commissioner_id = k.commissioner_id and p.person_id = k.person_id;
alter table consent alter giver set not null;
update consent k set lapsed_at = n.given_at
  from (select commissioner_id, consent_id, lead(given_at) over (partition by commissioner_id, person_id, organisation_id, purpose
      order by given_at, consent_id) as given_at from consent where withdrawn_at is null) n
  where n.commissioner_id = k.commissioner_id and n.consent_id = k.consent_id and n.given_at is not null;
alter table consent
  add constraint consent_said_for_whole check ((said_on is null) = (evidence is null)),
  add constraint consent_withdrawn_whole check ((withdrawn_at is null) = (withdrawn_as is null) and (withdrawn_at is null) = (withdrawn_by is null)),
  add constraint consent_ended_once check (withdrawn_at is null or lapsed_at is null);
create unique index consent_one_in_force on consent (commissioner_id, person_id, organisation_id, purpose)
  where withdrawn_at is null and lapsed_at is null;
create index consent_to_lapse on consent (commissioner_id, until_on) where withdrawn_at is null and lapsed_at is null and until_on is not null;
grant update (withdrawn_as, lapsed_at) on consent to recovery_budgets_app;

-- Sharing without consent: on a legal basis, with its reason in writing, for a short time.
create table sharing_without_consent (
  commissioner_id uuid not null,
  sharing_without_consent_id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  purpose consent_purpose not null,
  legal_basis sharing_basis not null,
  reason text not null,
  until_on date not null,
  decided_by text not null,
  decided_by_name text not null,
  decided_at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  primary key (commissioner_id, sharing_without_consent_id),
  constraint sharing_without_consent_of_person foreign key (commissioner_id, person_id) references person (commissioner_id, person_id),
  constraint sharing_without_consent_with_organisation foreign key (commissioner_id, organisation_id)
    references organisation (commissioner_id, organisation_id)
);
create unique index sharing_without_consent_one_in_force on sharing_without_consent (commissioner_id, person_id, organisation_id, purpose)
  where ended_at is null;
create index sharing_without_consent_by_person on sharing_without_consent (commissioner_id, person_id, sharing_without_consent_id desc);
create index sharing_without_consent_to_end on sharing_without_consent (commissioner_id, until_on) where ended_at is null;
alter table sharing_without_consent enable row level security;
alter table sharing_without_consent force row level security;
create policy tenant on sharing_without_consent
  using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (ended_at, ended_by) on sharing_without_consent to recovery_budgets_app;

-- The place that a broker has on a team stands on one of the two, and ends with its last day.
alter table case_member
  add column consent_id uuid,
  add column sharing_without_consent_id uuid,
  add column until_on date,
  add constraint case_member_by_consent foreign key (commissioner_id, consent_id) references consent (commissioner_id, consent_id),
  add constraint case_member_by_sharing foreign key (commissioner_id, sharing_without_consent_id)
    references sharing_without_consent (commissioner_id, sharing_without_consent_id);
-- A broker who joined on a consent for something else keeps that one; without any, the place has ended.
update case_member m set consent_id = (select k.consent_id from consent k join budget_case c on c.commissioner_id = k.commissioner_id
      and c.person_id = k.person_id where c.commissioner_id = m.commissioner_id and c.case_id = m.case_id
      and k.organisation_id = m.organisation_id and k.withdrawn_at is null and k.lapsed_at is null
    order by k.purpose = 'share-for-brokerage' desc, k.consent_id desc limit 1)
  where m.case_role = 'broker' and m.left_at is null;
update case_member set left_at = now() where case_role = 'broker' and left_at is null and consent_id is null;
alter table consent force row level security;
alter table sign_in force row level security;
alter table case_member force row level security;
alter table budget_case force row level security;
alter table person force row level security;
alter table case_member add constraint case_member_broker_by_ground
  check (case_role <> 'broker' or left_at is not null or (consent_id is null) <> (sharing_without_consent_id is null));
create index case_member_by_consent on case_member (commissioner_id, consent_id) where left_at is null and consent_id is not null;
create index case_member_by_sharing on case_member (commissioner_id, sharing_without_consent_id)
  where left_at is null and sharing_without_consent_id is not null;

-- Whether a place on a team holds today: the same wherever it is asked.
create function place_holds(left_at timestamptz, until_on date) returns boolean language sql stable parallel safe
  return left_at is null and (until_on is null or until_on >= current_day());
revoke execute on function place_holds(timestamptz, date) from public;
grant execute on function place_holds(timestamptz, date) to recovery_budgets_app;

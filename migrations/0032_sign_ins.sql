-- Who signs in as a person, how that came to be, and on what ground a case was opened.
--
-- A sign-in is no field of a person that somebody fills in: it is linked by the person's own act, is never overwritten, and ends by the person
-- or by two people.
create type sign_in_link as enum ('before-codes', 'code', 'verified-nhs-number');
create type hand_over as enum ('in-person', 'by-post');
create type sign_in_code_end as enum ('used', 'replaced', 'tried-too-often');
create type attempt_kind as enum ('person-search', 'sign-in');
create type opening_ground as enum ('self', 'relation', 'referral');

create table sign_in_code (
  commissioner_id uuid not null references commissioner,
  sign_in_code_id uuid not null,
  person_id uuid not null,
  locator text not null,
  hash text not null,
  handed_over hand_over not null,
  issued_by text not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  confirmed_by text,
  confirmed_at timestamptz,
  tries integer not null default 0,
  ended_at timestamptz,
  ended_as sign_in_code_end,
  primary key (commissioner_id, sign_in_code_id),
  constraint sign_in_code_of_person foreign key (commissioner_id, person_id) references person,
  constraint sign_in_code_of_two check (confirmed_by <> issued_by),
  constraint sign_in_code_confirmed_whole check ((confirmed_by is null) = (confirmed_at is null)),
  constraint sign_in_code_ended_whole check ((ended_at is null) = (ended_as is null)),
  constraint sign_in_code_few_tries check (tries between 0 and 5)
);
create unique index sign_in_code_one_open on sign_in_code (commissioner_id, person_id) where ended_at is null;
create index sign_in_code_by_person on sign_in_code (commissioner_id, person_id, sign_in_code_id desc);
create index sign_in_code_by_locator on sign_in_code (commissioner_id, locator);

create table sign_in (
  commissioner_id uuid not null references commissioner,
  sign_in_id uuid not null,
  person_id uuid not null,
  subject text not null,
  linked_by sign_in_link not null,
  sign_in_code_id uuid,
  linked_at timestamptz not null,
  end_proposed_by text,
  end_proposed_at timestamptz,
  ended_by text,
  ended_at timestamptz,
  primary key (commissioner_id, sign_in_id),
  constraint sign_in_of_person foreign key (commissioner_id, person_id) references person,
  constraint sign_in_by_code foreign key (commissioner_id, sign_in_code_id) references sign_in_code,
  constraint sign_in_code_known check ((linked_by = 'code') = (sign_in_code_id is not null)),
  constraint sign_in_end_proposed_whole check ((end_proposed_by is null) = (end_proposed_at is null)),
  constraint sign_in_ended_whole check ((ended_by is null) = (ended_at is null)),
  -- By the person themself, or by two people.
  constraint sign_in_ended_by_two check (ended_by is null or ended_by = subject or (end_proposed_by is not null and end_proposed_by <> ended_by))
);
create unique index sign_in_one_per_subject on sign_in (commissioner_id, subject) where ended_at is null;
create unique index sign_in_one_per_person on sign_in (commissioner_id, person_id) where ended_at is null;
create index sign_in_by_person on sign_in (commissioner_id, person_id, sign_in_id desc);

insert into sign_in (commissioner_id, sign_in_id, person_id, subject, linked_by, linked_at)
  select commissioner_id, person_id, person_id, subject, 'before-codes', registered_at from person where subject is not null;
alter table person drop column subject;

-- A birth is known as far as it is known: a year, a month or a day. Nobody makes up the rest.
alter table person alter column born_on type text using born_on::text;
alter table person add constraint person_born_on_as_known check (born_on ~ '^\d{4}(-\d{2}(-\d{2})?)?$');

-- One name is enough.
alter table person
  alter column given_name drop not null,
  alter column family_name drop not null,
  add constraint person_named check (given_name is not null or family_name is not null);

-- Who registered somebody has to do with them until there is a case, whose team says who has from then on.
alter table person
  add column registered_by text,
  add column registered_for uuid,
  add constraint person_registered_for foreign key (commissioner_id, registered_for) references organisation (commissioner_id, organisation_id);

-- How often somebody tried what would be an oracle if it could be asked without end. Counted here, since several instances answer.
create table attempt (
  commissioner_id uuid not null references commissioner,
  actor_id text not null,
  hour timestamptz not null,
  kind attempt_kind not null,
  times integer not null,
  primary key (commissioner_id, actor_id, hour, kind)
);

create table case_opening (
  commissioner_id uuid not null references commissioner,
  case_id uuid not null,
  ground opening_ground not null,
  opened_by text not null,
  opened_for uuid,
  referring_organisation_id uuid,
  referred_by text,
  referred_on date,
  received_how way_of_saying,
  denied_by text,
  denied_at timestamptz,
  primary key (commissioner_id, case_id),
  constraint case_opening_of_case foreign key (commissioner_id, case_id) references budget_case,
  constraint case_opening_for foreign key (commissioner_id, opened_for) references organisation (commissioner_id, organisation_id),
  constraint case_opening_referred_from foreign key (commissioner_id, referring_organisation_id) references organisation (commissioner_id, organisation_id),
  constraint case_opening_referral_whole check (num_nonnulls(referring_organisation_id, referred_by, referred_on, received_how)
    = case when ground = 'referral' then 4 else 0 end),
  constraint case_opening_denied_whole check ((denied_by is null) = (denied_at is null)),
  constraint case_opening_denied_referral check (denied_by is null or ground = 'referral')
);
create index case_opening_referred on case_opening (commissioner_id, case_id desc) where referring_organisation_id is not null;
create index case_opening_by_referrer on case_opening (commissioner_id, referring_organisation_id, case_id desc)
  where referring_organisation_id is not null;

do $$
declare
  name text;
begin
  foreach name in array array['sign_in_code', 'sign_in', 'attempt', 'case_opening'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner())', name);
  end loop;
end
$$;
grant select, insert, update (confirmed_by, confirmed_at, tries, ended_at, ended_as) on sign_in_code to recovery_budgets_app;
grant select, insert, update (end_proposed_by, end_proposed_at, ended_by, ended_at) on sign_in to recovery_budgets_app;
grant select, insert, update (times), delete on attempt to recovery_budgets_app;
grant select, insert, update (denied_by, denied_at) on case_opening to recovery_budgets_app;
-- Who registered somebody stays who they were.
revoke update on person from recovery_budgets_app;
grant update (nhs_number, given_name, family_name, born_on, ethnic_category, language, interpreter_needed, communication_needs, version)
  on person to recovery_budgets_app;
-- A person who has another name has it on the teams of their cases.
grant update (name) on case_member to recovery_budgets_app;

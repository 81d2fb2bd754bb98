-- How people are told that there is something for them. What is told holds nothing of a case.
create type notification_kind as enum ('letter-ready', 'your-turn', 'late', 'crisis-activated', 'review-due', 'said-for');
create type notification_channel as enum ('email', 'text');
create type notification_status as enum ('waiting', 'sent', 'not-sent');
create type notification_fault as enum ('nothing-sends', 'no-address', 'not-wanted', 'not-safe', 'paused', 'over', 'refused', 'gave-up');
create type notification_digest as enum ('at-once', 'daily', 'weekly');
create type safe_contact_setter as enum ('person', 'care-coordinator', 'commissioner-officer');

-- Where somebody is told: the person of a record, or whoever signs in with an account; or where one message alone goes, that somebody recorded another address.
-- Sealed with a key that is not kept here.
create table contact_address (
  commissioner_id uuid not null references commissioner (commissioner_id),
  contact_address_id uuid not null,
  person_id uuid,
  actor_id text,
  notification_id uuid,
  key_id text not null,
  sealed bytea not null,
  primary key (commissioner_id, contact_address_id),
  constraint contact_address_of_one_check check (num_nonnulls(person_id, actor_id, notification_id) = 1),
  constraint contact_address_sealed_check check (octet_length(sealed) between 29 and 1000),
  constraint contact_address_of_person foreign key (commissioner_id, person_id) references person (commissioner_id, person_id) on delete cascade
);
create unique index contact_address_one_each_person on contact_address (commissioner_id, person_id) where person_id is not null;
create unique index contact_address_one_each_account on contact_address (commissioner_id, actor_id) where actor_id is not null;
create index contact_address_by_key on contact_address (commissioner_id, key_id, contact_address_id);

-- What somebody wants to be told, how, and how often.
create table notification_preference (
  commissioner_id uuid not null references commissioner (commissioner_id),
  notification_preference_id uuid not null,
  person_id uuid,
  actor_id text,
  -- The channel of each kind that they said one for.
  channels json not null,
  digest notification_digest not null,
  digest_hour integer not null,
  digest_day integer not null,
  set_at timestamptz not null,
  version integer not null,
  primary key (commissioner_id, notification_preference_id),
  constraint notification_preference_of_one_check check (num_nonnulls(person_id, actor_id) = 1),
  constraint notification_preference_hour_check check (digest_hour between 0 and 23),
  constraint notification_preference_day_check check (digest_day between 1 and 7),
  constraint notification_preference_of_person foreign key (commissioner_id, person_id) references person (commissioner_id, person_id) on delete cascade
);
create unique index notification_preference_one_each_person on notification_preference (commissioner_id, person_id) where person_id is not null;
create unique index notification_preference_one_each_account on notification_preference (commissioner_id, actor_id) where actor_id is not null;

-- How a person can be reached safely.
create table safe_contact (
  commissioner_id uuid not null references commissioner (commissioner_id),
  person_id uuid not null,
  may_email boolean not null,
  may_text boolean not null,
  may_post boolean not null,
  -- In London; over midnight where the end is before the beginning. Null: at any time.
  from_time text,
  to_time text,
  paused boolean not null,
  -- The last day of the pause; null: until somebody says otherwise.
  paused_until date,
  -- Null where the person set it themselves.
  said_on date,
  how way_of_saying,
  present text,
  evidence text,
  set_by text not null,
  set_as safe_contact_setter not null,
  set_at timestamptz not null,
  version integer not null,
  primary key (commissioner_id, person_id),
  constraint safe_contact_hours_check check (num_nonnulls(from_time, to_time) in (0, 2)),
  constraint safe_contact_paused_check check (paused or paused_until is null),
  constraint safe_contact_said_check check (num_nonnulls(said_on, how, present, evidence) = case when set_as = 'person' then 0 else 4 end),
  constraint safe_contact_of_person foreign key (commissioner_id, person_id) references person (commissioner_id, person_id) on delete cascade
);
-- Members of teams who are not to be told.
create table safe_contact_not_to (
  commissioner_id uuid not null,
  person_id uuid not null,
  case_member_id uuid not null,
  primary key (commissioner_id, person_id, case_member_id),
  constraint safe_contact_not_to_of_contact foreign key (commissioner_id, person_id) references safe_contact (commissioner_id, person_id) on delete cascade,
  constraint safe_contact_not_to_of_member foreign key (commissioner_id, case_member_id) references case_member (commissioner_id, case_member_id) on delete cascade
);
create index safe_contact_not_to_by_member on safe_contact_not_to (commissioner_id, case_member_id);

-- How far the chain was read for what is to be told, and the last day that was looked at for reviews that come up.
create table notification_reading (
  commissioner_id uuid not null references commissioner (commissioner_id),
  looked_to bigint not null,
  reviews_looked_on date,
  primary key (commissioner_id),
  constraint notification_reading_looked_to_check check (looked_to >= 0)
);

create table notification (
  commissioner_id uuid not null references commissioner (commissioner_id),
  notification_id uuid not null,
  kind notification_kind not null,
  -- What it is about, so that nobody is told of it twice.
  about text not null,
  -- Null where it is about the person and none of their cases.
  case_id uuid,
  -- Whose record it is about.
  person_id uuid not null,
  -- Whom it is to; null: the person themselves.
  actor_id text,
  -- The letter that it says is ready.
  decision_id uuid,
  status notification_status not null,
  -- Told with whatever else comes at the same time.
  bundled boolean not null,
  made_at timestamptz not null,
  due_at timestamptz not null,
  claimed_until timestamptz,
  attempts integer not null,
  -- Since when it is tried without success.
  failing_since timestamptz,
  channel notification_channel,
  -- By which a second try is known, since the first; what was tried together has one.
  reference uuid,
  -- As whoever took it names it.
  message_id text,
  fault notification_fault,
  settled_at timestamptz,
  primary key (commissioner_id, notification_id),
  constraint notification_once unique nulls not distinct (commissioner_id, person_id, actor_id, kind, about),
  constraint notification_attempts_check check (attempts >= 0),
  constraint notification_settled_check check ((status = 'waiting') = (settled_at is null)),
  constraint notification_sent_check check ((status = 'sent') = (message_id is not null) and (status <> 'sent' or channel is not null)),
  constraint notification_fault_check check ((status = 'not-sent') = (fault is not null)),
  constraint notification_of_person foreign key (commissioner_id, person_id) references person (commissioner_id, person_id) on delete cascade,
  constraint notification_of_case foreign key (commissioner_id, case_id) references budget_case (commissioner_id, case_id) on delete cascade
);
alter table contact_address add constraint contact_address_of_notification foreign key (commissioner_id, notification_id) references notification (commissioner_id, notification_id) on delete cascade;
create unique index contact_address_one_each_notification on contact_address (commissioner_id, notification_id) where notification_id is not null;
create index notification_due on notification (commissioner_id, due_at) where status = 'waiting';
create index notification_by_case on notification (commissioner_id, case_id, notification_id desc);
create index notification_by_account on notification (commissioner_id, actor_id, notification_id desc) where actor_id is not null;
create index notification_to_person on notification (commissioner_id, person_id, notification_id desc) where actor_id is null;
create index notification_of_letter on notification (commissioner_id, decision_id) where actor_id is null and decision_id is not null;
create index notification_settled on notification (commissioner_id, settled_at) where decision_id is null and settled_at is not null;

-- That a letter was given to the person another way.
create type letter_delivery_way as enum ('by-post', 'in-person');
create table letter_delivery (
  commissioner_id uuid not null,
  decision_id uuid not null,
  how letter_delivery_way not null,
  delivered_on date not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  primary key (commissioner_id, decision_id),
  constraint letter_delivery_of_decision foreign key (commissioner_id, decision_id) references decision (commissioner_id, decision_id) on delete cascade
);
alter table letter_delivery enable row level security;
alter table letter_delivery force row level security;
create policy tenant on letter_delivery using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert on letter_delivery to recovery_budgets_app;

-- Nobody is told now of what happened before there was anything to tell it.
alter table audit_seal no force row level security;
insert into notification_reading (commissioner_id, looked_to)
  select commissioner_id, coalesce((select max(s.sequence) from audit_seal s where s.commissioner_id = c.commissioner_id), 0) from commissioner c;
alter table audit_seal force row level security;

alter table contact_address enable row level security;
alter table contact_address force row level security;
create policy tenant on contact_address using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, delete, update (key_id, sealed) on contact_address to recovery_budgets_app;
alter table notification_preference enable row level security;
alter table notification_preference force row level security;
create policy tenant on notification_preference using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (channels, digest, digest_hour, digest_day, set_at, version) on notification_preference to recovery_budgets_app;
alter table safe_contact enable row level security;
alter table safe_contact force row level security;
create policy tenant on safe_contact using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (may_email, may_text, may_post, from_time, to_time, paused, paused_until, said_on, how, present, evidence, set_by, set_as, set_at, version) on safe_contact to recovery_budgets_app;
alter table safe_contact_not_to enable row level security;
alter table safe_contact_not_to force row level security;
create policy tenant on safe_contact_not_to using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, delete on safe_contact_not_to to recovery_budgets_app;
alter table notification_reading enable row level security;
alter table notification_reading force row level security;
create policy tenant on notification_reading using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (looked_to, reviews_looked_on) on notification_reading to recovery_budgets_app;
alter table notification enable row level security;
alter table notification force row level security;
create policy tenant on notification using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, delete, update (status, due_at, claimed_until, attempts, failing_since, channel, reference, message_id, fault, settled_at) on notification to recovery_budgets_app;

-- What a broker was trained in and accredited for, as somebody saw it. The scheme says what a broker needs.
create table broker_qualification (
  commissioner_id uuid not null,
  broker_qualification_id uuid not null,
  staff_member_id uuid not null,
  course text not null,
  level integer,
  awarding_body text not null,
  awarded_on date not null,
  expires_on date,
  seen_by text not null,
  seen_at timestamptz not null,
  primary key (commissioner_id, broker_qualification_id),
  constraint broker_qualification_level_check check (level between 1 and 8),
  constraint broker_qualification_days_check check (expires_on >= awarded_on),
  constraint broker_qualification_of_staff foreign key (commissioner_id, staff_member_id) references staff_member (commissioner_id, staff_member_id)
);
create index broker_qualification_by_staff on broker_qualification (commissioner_id, staff_member_id, course);
create index broker_qualification_lapsing on broker_qualification (commissioner_id, expires_on, broker_qualification_id) where expires_on is not null;

-- What ties a broker to a person or to those who would be paid, so that they are no broker of the case and do nothing else on it.
create type broker_conflict_kind as enum ('relative-or-friend', 'money', 'works-for-provider', 'other');
create table broker_conflict (
  commissioner_id uuid not null,
  broker_conflict_id uuid not null,
  case_id uuid not null,
  actor_id text not null,
  kind broker_conflict_kind not null,
  declared_by text not null,
  declared_as text not null,
  declared_at timestamptz not null,
  primary key (commissioner_id, broker_conflict_id),
  constraint broker_conflict_once unique (commissioner_id, case_id, actor_id),
  constraint broker_conflict_of_case foreign key (commissioner_id, case_id) references budget_case (commissioner_id, case_id) on delete cascade
);

-- One broker hands a person over to another: what is open, the time that is spent, and what the next should know.
create table broker_hand_over (
  commissioner_id uuid not null,
  broker_hand_over_id uuid not null,
  case_id uuid not null,
  from_member_id uuid not null,
  to_member_id uuid not null,
  open_steps text[] not null,
  spent_minutes integer not null,
  notes text not null,
  told_on date not null,
  told_how way_of_saying not null,
  handed_by text not null,
  handed_at timestamptz not null,
  primary key (commissioner_id, broker_hand_over_id),
  constraint broker_hand_over_of_case foreign key (commissioner_id, case_id) references budget_case (commissioner_id, case_id) on delete cascade,
  constraint broker_hand_over_from foreign key (commissioner_id, from_member_id) references case_member (commissioner_id, case_member_id) on delete cascade,
  constraint broker_hand_over_to foreign key (commissioner_id, to_member_id) references case_member (commissioner_id, case_member_id) on delete cascade
);
create index broker_hand_over_by_case on broker_hand_over (commissioner_id, case_id, broker_hand_over_id desc);
create index broker_hand_over_by_from on broker_hand_over (commissioner_id, from_member_id);
create index broker_hand_over_by_to on broker_hand_over (commissioner_id, to_member_id);

do $$
declare
  made text;
begin
  foreach made in array array['broker_qualification', 'broker_conflict', 'broker_hand_over'] loop
    execute format('alter table %I enable row level security', made);
    execute format('alter table %I force row level security', made);
    execute format('create policy tenant on %I using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner())', made);
    execute format('grant select, insert on %I to recovery_budgets_app', made);
  end loop;
end $$;

-- When a course of a recovery college is given, with its places. What is taken is held to the places by the database.
create table course_session (
  commissioner_id uuid not null,
  course_session_id uuid not null,
  resource_id uuid not null,
  starts_on date not null,
  ends_on date not null,
  times text not null,
  place text not null,
  places integer not null,
  taken integer not null,
  registered_by text not null,
  registered_at timestamptz not null,
  primary key (commissioner_id, course_session_id),
  constraint course_session_days_check check (ends_on >= starts_on),
  constraint course_session_taken_check check (taken between 0 and places),
  constraint course_session_of_resource foreign key (commissioner_id, resource_id) references resource (commissioner_id, resource_id)
);
create index course_session_by_resource on course_session (commissioner_id, resource_id, course_session_id desc);

-- A person has a place on a course or waits for one. Who waits longest has the next place that somebody gives back.
create type course_enrolment_status as enum ('enrolled', 'waiting', 'withdrawn');
create table course_enrolment (
  commissioner_id uuid not null,
  course_enrolment_id uuid not null,
  course_session_id uuid not null,
  case_id uuid not null,
  status course_enrolment_status not null,
  asked_by text not null,
  asked_as text not null,
  asked_at timestamptz not null,
  enrolled_at timestamptz,
  withdrawn_at timestamptz,
  primary key (commissioner_id, course_enrolment_id),
  constraint course_enrolment_whole_check check ((withdrawn_at is null) = (status <> 'withdrawn') and (status <> 'enrolled' or enrolled_at is not null)),
  constraint course_enrolment_of_session foreign key (commissioner_id, course_session_id) references course_session (commissioner_id, course_session_id),
  constraint course_enrolment_of_case foreign key (commissioner_id, case_id) references budget_case (commissioner_id, case_id) on delete cascade
);
create unique index course_enrolment_once on course_enrolment (commissioner_id, course_session_id, case_id) where withdrawn_at is null;
create index course_enrolment_waiting on course_enrolment (commissioner_id, course_session_id, course_enrolment_id) where status = 'waiting';
create index course_enrolment_by_case on course_enrolment (commissioner_id, case_id, course_enrolment_id desc);

-- A need for which nothing was found, as codes alone: it is counted, and tells a commissioner what is missing where.
create type unmet_need_source as enum ('search', 'expressed');
create table unmet_need (
  commissioner_id uuid not null,
  unmet_need_id uuid not null,
  case_id uuid not null,
  source unmet_need_source not null,
  need text not null,
  district text not null,
  language text not null,
  recorded_by text not null,
  recorded_on date not null,
  recorded_at timestamptz not null,
  primary key (commissioner_id, unmet_need_id),
  constraint unmet_need_once unique (commissioner_id, case_id, need, district, language),
  constraint unmet_need_of_case foreign key (commissioner_id, case_id) references budget_case (commissioner_id, case_id) on delete cascade
);
create index unmet_need_by_day on unmet_need (commissioner_id, recorded_on);

do $$
declare
  made text;
begin
  foreach made in array array['course_session', 'course_enrolment', 'unmet_need'] loop
    execute format('alter table %I enable row level security', made);
    execute format('alter table %I force row level security', made);
    execute format('create policy tenant on %I using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner())', made);
    execute format('grant select, insert on %I to recovery_budgets_app', made);
  end loop;
end $$;
grant update (taken) on course_session to recovery_budgets_app;
grant update (status, enrolled_at, withdrawn_at) on course_enrolment to recovery_budgets_app;

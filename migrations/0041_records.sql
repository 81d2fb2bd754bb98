-- What a person can ask of what is kept about them: all of it, a correction, and what was there before; and how long it is kept.

-- A change of a person's facts keeps the former values, whoever writes it and by whatever way.
create table person_history (
  commissioner_id uuid not null,
  person_history_id uuid not null,
  person_id uuid not null,
  version integer not null,
  former json not null,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (commissioner_id, person_history_id),
  constraint person_history_of_person foreign key (commissioner_id, person_id) references person (commissioner_id, person_id)
);
create index person_history_by_person on person_history (commissioner_id, person_id, person_history_id desc);
create function person_keep_former() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  former json;
begin
  select json_object_agg(o.key, o.value) into former
    from jsonb_each(to_jsonb(old) - 'version') o join jsonb_each(to_jsonb(new)) n on n.key = o.key and n.value is distinct from o.value;
  if former is not null then
    insert into person_history (commissioner_id, person_history_id, person_id, version, former, changed_by, changed_at)
      values (old.commissioner_id, uuidv7(), old.person_id, old.version, former,
        coalesce(nullif(current_setting('app.actor_id', true), ''), 'migration'),
        coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()));
  end if;
  return null;
end
$$;
revoke execute on function person_keep_former() from public;
create trigger person_keep_former after update on person for each row execute function person_keep_former();

create type correction_status as enum ('open', 'corrected', 'refused');
create table correction_request (
  commissioner_id uuid not null,
  correction_request_id uuid not null,
  person_id uuid not null,
  record text not null,
  record_id uuid,
  words text not null,
  asked_by text not null,
  asked_as consent_party not null,
  asked_at timestamptz not null,
  due_on date not null,
  status correction_status not null,
  reason text,
  answered_by text,
  answered_by_name text,
  answered_at timestamptz,
  statement text,
  stated_at timestamptz,
  primary key (commissioner_id, correction_request_id),
  constraint correction_request_of_person foreign key (commissioner_id, person_id) references person (commissioner_id, person_id),
  constraint correction_request_answered_check check ((answered_at is null) = (status = 'open') and (answered_at is null) = (answered_by is null)),
  constraint correction_request_refused_check check (status <> 'refused' or reason is not null),
  constraint correction_request_statement_check check ((statement is null) = (stated_at is null) and (statement is null or status = 'refused'))
);
create index correction_request_by_person on correction_request (commissioner_id, person_id, correction_request_id desc);
create index correction_request_open on correction_request (commissioner_id, correction_request_id) where answered_at is null;

create table record_request (
  commissioner_id uuid not null,
  record_request_id uuid not null,
  person_id uuid not null,
  reason text not null,
  received_on date not null,
  due_on date not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  primary key (commissioner_id, record_request_id),
  constraint record_request_of_person foreign key (commissioner_id, person_id) references person (commissioner_id, person_id)
);
create index record_request_by_person on record_request (commissioner_id, person_id, record_request_id desc);

create table legal_hold (
  commissioner_id uuid not null,
  legal_hold_id uuid not null,
  person_id uuid not null,
  reason text not null,
  placed_by text not null,
  placed_at timestamptz not null,
  lifted_at timestamptz,
  lifted_by text,
  primary key (commissioner_id, legal_hold_id),
  constraint legal_hold_on_person foreign key (commissioner_id, person_id) references person (commissioner_id, person_id)
);
create index legal_hold_by_person on legal_hold (commissioner_id, person_id, legal_hold_id desc);

-- That a record is gone, and by which rule: an identifier and counts, and nothing of the person.
create table erasure (
  commissioner_id uuid not null,
  erasure_id uuid not null,
  person_id uuid not null,
  rule text not null,
  cases integer not null,
  erased_at timestamptz not null,
  primary key (commissioner_id, erasure_id),
  constraint erasure_commissioner_id_fkey foreign key (commissioner_id) references commissioner (commissioner_id)
);

do $$
declare
  made text;
begin
  foreach made in array array['person_history', 'correction_request', 'record_request', 'legal_hold', 'erasure'] loop
    execute format('alter table %I enable row level security', made);
    execute format('alter table %I force row level security', made);
    execute format('create policy tenant on %I using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner())', made);
    execute format('grant select, insert on %I to recovery_budgets_app', made);
  end loop;
end
$$;
grant update (status, reason, answered_by, answered_by_name, answered_at, statement, stated_at) on correction_request to recovery_budgets_app;
grant update (lifted_at, lifted_by) on legal_hold to recovery_budgets_app;

-- What is kept about a person goes with the person: each key that leads to them cascades, so that nothing of a record can be left behind.
do $$
declare
  leads record;
begin
  for leads in
    with recursive hangs (relation) as (
      select 'person'::regclass::oid
      union select k.conrelid from pg_constraint k join hangs h on k.confrelid = h.relation where k.contype = 'f')
    select k.conrelid::regclass as of, k.conname as name, pg_get_constraintdef(k.oid) as definition
      from pg_constraint k join hangs h on h.relation = k.confrelid where k.contype = 'f' and k.confdeltype <> 'c' and k.conname <> 'purchase_mark_like'
  loop
    execute format('alter table %s drop constraint %I, add constraint %I %s on delete cascade',
      leads.of, leads.name, leads.name, leads.definition);
  end loop;
end
$$;

-- A purchase that another one is like can be somebody else's: the mark stays, and says no longer which it was.
alter table purchase_mark drop constraint purchase_mark_like, add constraint purchase_mark_like
  foreign key (commissioner_id, like_purchase_id) references purchase (commissioner_id, purchase_id) on delete set null (like_purchase_id);

-- The service may not delete; this removes the record of one person, and refuses what is held or recent whoever calls it. The audit stays: it
-- has codes and identifiers, so that its chain goes on without the person.
create function erase_person(erased uuid) returns integer language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  tenant constant uuid := current_commissioner();
  cases integer;
begin
  perform from person where commissioner_id = tenant and person_id = erased for update;
  if not found then
    return null;
  end if;
  -- What was joined into the record goes with it, and a hold on either keeps both.
  if exists (select from legal_hold h join person p on p.commissioner_id = h.commissioner_id and p.person_id = h.person_id
      where h.commissioner_id = tenant and h.lifted_at is null and erased in (p.person_id, p.joined_into)) then
    raise exception 'a legal hold keeps the record' using errcode = 'check_violation', constraint = 'erase_person_held';
  end if;
  if exists (select from budget_case where commissioner_id = tenant and person_id = erased
      and (ended_at is null or ended_at > current_day() - interval '8 years')) then
    raise exception 'the record is in use' using errcode = 'check_violation', constraint = 'erase_person_in_use';
  end if;
  delete from simulated_case s using budget_case c
    where c.commissioner_id = tenant and c.person_id = erased and s.commissioner_id = tenant and s.case_id = c.case_id;
  -- Who looked is written beside the answers, and so has no key that leads to the person.
  delete from record_read r using person p
    where p.commissioner_id = tenant and erased in (p.person_id, p.joined_into) and r.commissioner_id = tenant and r.person_id = p.person_id;
  select count(*) into cases from budget_case where commissioner_id = tenant and person_id = erased;
  delete from person where commissioner_id = tenant and person_id = erased;
  return cases;
end
$$;
revoke all on function erase_person(uuid) from public;
grant execute on function erase_person(uuid) to recovery_budgets_app;

create index budget_case_ended on budget_case (commissioner_id, ended_at) where ended_at is not null;
create index person_by_registration on person (commissioner_id, registered_at);
create index simulated_case_by_case on simulated_case (commissioner_id, case_id);

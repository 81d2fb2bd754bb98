-- What a database that lies on many machines refuses, and what PostgreSQL before 18 has not.

-- A key that includes the tenant may set nothing to null there, not even its other column.
create index purchase_mark_by_like on purchase_mark (commissioner_id, like_purchase_id) where like_purchase_id is not null;
alter table purchase_mark drop constraint purchase_mark_like;
alter table purchase_mark add constraint purchase_mark_like
  foreign key (commissioner_id, like_purchase_id) references purchase (commissioner_id, purchase_id);
create or replace function erase_person(erased uuid) returns integer language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  tenant constant uuid := current_commissioner();
  cases integer;
begin
  perform from person where commissioner_id = tenant and person_id = erased for update;
  if not found then
    return null;
  end if;
  -- What was joined into the record goes with it, and a hold on either keeps both.
  if exists (select from legal_hold h join person p on p.commissioner_id = tenant and p.person_id = h.person_id
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
  -- What is left says that there was a purchase like it, and no longer which.
  update purchase_mark m set like_purchase_id = null from purchase b, budget_case c, person p
    where p.commissioner_id = tenant and erased in (p.person_id, p.joined_into) and c.commissioner_id = tenant and c.person_id = p.person_id
      and b.commissioner_id = tenant and b.case_id = c.case_id and m.commissioner_id = tenant and m.like_purchase_id = b.purchase_id;
  delete from person where commissioner_id = tenant and person_id = erased;
  return cases;
end
$$;

-- A person could not be changed before version 18.
create or replace function person_keep_former() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  former json;
begin
  select json_object_agg(o.key, o.value) into former
    from jsonb_each(to_jsonb(old) - 'version' - 'name_letters') o join jsonb_each(to_jsonb(new)) n on n.key = o.key and n.value is distinct from o.value;
  if former is not null then
    insert into person_history (commissioner_id, person_history_id, person_id, version, former, changed_by, changed_at)
      values (old.commissioner_id,
        -- As uuidv7(), which PostgreSQL has from version 18: milliseconds first.
        encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
          placing substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid,
        old.person_id, old.version, former,
        coalesce(nullif(current_setting('app.actor_id', true), ''), 'migration'),
        coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()));
  end if;
  return null;
end
$$;

-- It looked at one tenant after the other in one statement, and set the scope by a function, which no machine but the first hears of.
drop function audit_backlog();

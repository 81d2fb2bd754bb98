-- Whoever has been recorded under one name, number or birth is found by it for good: a change of name hides no double. Each of what a record has said of
-- who somebody is, the present too, is kept by itself, to be compared with what another says.
create table recorded_identity (
  commissioner_id uuid not null references commissioner,
  person_id uuid not null,
  version integer not null,
  nhs_number character(10),
  given_name text,
  family_name text,
  name_letters text not null,
  born_on text not null,
  recorded_at timestamptz not null,
  primary key (commissioner_id, person_id, version),
  constraint recorded_identity_of_person foreign key (commissioner_id, person_id) references person (commissioner_id, person_id) on delete cascade
);
create index recorded_identity_by_letters on recorded_identity (commissioner_id, name_letters);
create index recorded_identity_by_number on recorded_identity (commissioner_id, nhs_number) where nhs_number is not null;
drop index person_by_letters;

alter table person no force row level security;
alter table person_history no force row level security;
-- What a record said in an earlier version is what changed first after it, or what it says now.
insert into recorded_identity
  select w.commissioner_id, w.person_id, w.version, w.nhs_number, w.given_name, w.family_name, w.name_letters, w.born_on, w.recorded_at
  from (
    select s.commissioner_id, s.person_id, s.version, s.said ->> 'nhs_number' as nhs_number, s.said ->> 'given_name' as given_name,
      s.said ->> 'family_name' as family_name, s.said ->> 'name_letters' as name_letters, s.said ->> 'born_on' as born_on, s.recorded_at,
      row_number() over (partition by s.commissioner_id, s.person_id, s.said order by s.version) as nth
    from (
      select p.commissioner_id, p.person_id, v.version, v.recorded_at, (
        select jsonb_object_agg(f.key, coalesce((select h.former::jsonb -> f.key from person_history h
            where h.commissioner_id = p.commissioner_id and h.person_id = p.person_id and h.version >= v.version and h.former::jsonb ? f.key
            order by h.version limit 1), f.value))
          from jsonb_each(to_jsonb(p)) f where f.key in ('nhs_number', 'given_name', 'family_name', 'name_letters', 'born_on')) as said
      from person p cross join lateral (
        select p.version, coalesce(max(h.changed_at), p.registered_at) as recorded_at from person_history h
          where h.commissioner_id = p.commissioner_id and h.person_id = p.person_id
        union all select h.version, coalesce((select max(e.changed_at) from person_history e where e.commissioner_id = p.commissioner_id
            and e.person_id = p.person_id and e.version < h.version), p.registered_at)
          from person_history h where h.commissioner_id = p.commissioner_id and h.person_id = p.person_id
            and h.former::jsonb ?| array['nhs_number', 'given_name', 'family_name', 'born_on']) v) s) w
  where w.nth = 1;
alter table person force row level security;
alter table person_history force row level security;

create function person_keep_identity() returns trigger language plpgsql set search_path to pg_catalog, public, pg_temp as $$
begin
  insert into recorded_identity (commissioner_id, person_id, version, nhs_number, given_name, family_name, name_letters, born_on, recorded_at)
    values (new.commissioner_id, new.person_id, new.version, new.nhs_number, new.given_name, new.family_name, new.name_letters, new.born_on,
      coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()));
  return null;
end $$;
create trigger person_keep_identity_registered after insert on person for each row execute function person_keep_identity();
create trigger person_keep_identity_changed after update on person for each row
  when ((old.nhs_number, old.given_name, old.family_name, old.born_on) is distinct from (new.nhs_number, new.given_name, new.family_name, new.born_on))
  execute function person_keep_identity();

alter table recorded_identity enable row level security;
alter table recorded_identity force row level security;
create policy tenant on recorded_identity using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant insert, select on recorded_identity to recovery_budgets_app;

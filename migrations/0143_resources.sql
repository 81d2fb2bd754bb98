-- What there is for people besides what a budget pays for: groups, courses, networks and services, free and at little cost first.
create type resource_kind as enum ('community', 'recovery-college-course', 'peer-network', 'service-for-money');
create table resource (
  commissioner_id uuid not null,
  resource_id uuid not null,
  kind resource_kind not null,
  name text not null,
  description text not null,
  run_by text not null,
  organisation_id uuid,
  -- In the order of the letters the free come first and what has a price last; an index compares text, and no list of values, under row-level security.
  cost text collate "C" not null,
  price_pence bigint,
  places integer,
  languages text[] not null,
  culture text,
  accessibility text,
  areas text[] not null,
  needs text[] not null,
  contact text not null,
  from_on date not null,
  until_on date,
  checked_on date,
  checked_by text,
  checked_by_name text,
  registered_by text not null,
  registered_at timestamptz not null,
  changed_at timestamptz not null,
  ended_at timestamptz,
  version integer not null,
  primary key (commissioner_id, resource_id),
  constraint resource_cost_check check (cost in ('free', 'low', 'priced') and (cost <> 'free' or price_pence is null)),
  constraint resource_days_check check (until_on >= from_on),
  constraint resource_places_check check (places > 0),
  constraint resource_checked_whole_check check (num_nonnulls(checked_on, checked_by, checked_by_name) in (0, 3)),
  constraint resource_of_organisation foreign key (commissioner_id, organisation_id) references organisation (commissioner_id, organisation_id)
);

-- What an entry is found by: its words, and its kind, cost, languages, areas and needs. One index answers each of these, in the order of the list.
create table resource_term (
  commissioner_id uuid not null,
  resource_id uuid not null,
  term text collate "C" not null,
  cost text collate "C" not null,
  primary key (commissioner_id, resource_id, term),
  constraint resource_term_of foreign key (commissioner_id, resource_id) references resource (commissioner_id, resource_id) on delete cascade
);
create index resource_by_term on resource_term (commissioner_id, term, cost, resource_id);

do $$
declare
  made text;
begin
  foreach made in array array['resource', 'resource_term'] loop
    execute format('alter table %I enable row level security', made);
    execute format('alter table %I force row level security', made);
    execute format('create policy tenant on %I using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner())', made);
  end loop;
end $$;
grant select, insert, update (kind, name, description, run_by, organisation_id, cost, price_pence, places, languages, culture, accessibility, areas, needs, contact,
  from_on, until_on, checked_on, checked_by, checked_by_name, changed_at, ended_at, version) on resource to recovery_budgets_app;
grant select, insert, delete on resource_term to recovery_budgets_app;

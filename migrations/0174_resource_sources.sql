-- From which feed of another directory an entry came, and what it said then: an entry that somebody has changed here since is not overwritten unseen.
create table resource_source (
  commissioner_id uuid not null,
  source text not null,
  -- As the source calls it.
  source_id text not null,
  resource_id uuid not null,
  -- SHA-256 of what the entry said as it was taken from the feed.
  content_hash text not null,
  imported_by text not null,
  imported_at timestamptz not null,
  primary key (commissioner_id, source, source_id),
  constraint resource_source_of foreign key (commissioner_id, resource_id) references resource (commissioner_id, resource_id)
);
alter table resource_source enable row level security;
alter table resource_source force row level security;
create policy tenant on resource_source using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (content_hash, imported_by, imported_at) on resource_source to recovery_budgets_app;

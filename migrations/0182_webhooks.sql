-- Where a system of an organisation is told of events. The secret that it knows us by is sealed with a key that is not kept here.
create type webhook_status as enum ('on', 'paused', 'only-failed', 'gone', 'ended');
create table webhook (
  commissioner_id uuid not null references commissioner (commissioner_id),
  webhook_id uuid not null,
  -- Null: the commissioner itself.
  organisation_id uuid,
  url text not null,
  -- Null: every type.
  types text[],
  status webhook_status not null,
  -- How far into the chain it was looked for what is to be told.
  looked_to bigint not null,
  -- Since when every try failed.
  failing_since timestamptz,
  registered_by text not null,
  registered_at timestamptz not null,
  ended_at timestamptz,
  version integer not null,
  primary key (commissioner_id, webhook_id),
  constraint webhook_looked_to_check check (looked_to >= 0),
  constraint webhook_ended_check check ((status in ('gone', 'ended')) = (ended_at is not null)),
  constraint webhook_of_organisation foreign key (commissioner_id, organisation_id) references organisation (commissioner_id, organisation_id)
);
create unique index webhook_one_per_url on webhook (commissioner_id, organisation_id, url) nulls not distinct where ended_at is null;
create index webhook_by_organisation on webhook (commissioner_id, organisation_id, webhook_id desc);
create index webhook_on on webhook (commissioner_id, webhook_id) where status = 'on';

create table webhook_secret (
  commissioner_id uuid not null,
  webhook_secret_id uuid not null,
  webhook_id uuid not null,
  -- Which key it is sealed with; the nonce, what is sealed, and the tag (AES-256-GCM).
  key_id text not null,
  sealed bytea not null,
  made_at timestamptz not null,
  -- Until when it signs beside the one after it; null while it is the newest.
  until_at timestamptz,
  primary key (commissioner_id, webhook_secret_id),
  constraint webhook_secret_sealed_check check (octet_length(sealed) between 29 and 500),
  constraint webhook_secret_of_webhook foreign key (commissioner_id, webhook_id) references webhook (commissioner_id, webhook_id)
);
create unique index webhook_secret_one_newest on webhook_secret (commissioner_id, webhook_id) where until_at is null;
create index webhook_secret_by_webhook on webhook_secret (commissioner_id, webhook_id, webhook_secret_id desc);
create index webhook_secret_by_key on webhook_secret (commissioner_id, key_id, webhook_secret_id);

-- What is to be told to whom. It names the entry of the chain, and holds nothing of it.
create type webhook_delivery_status as enum ('waiting', 'delivered', 'dead', 'unseen');
create table webhook_delivery (
  commissioner_id uuid not null,
  webhook_delivery_id uuid not null,
  webhook_id uuid not null,
  -- None of the three for what only tries the way.
  audit_entry_id uuid,
  sequence bigint,
  case_id uuid,
  status webhook_delivery_status not null,
  attempts integer not null,
  -- From when it is tried: for three days.
  since_at timestamptz not null,
  due_at timestamptz not null,
  -- Until when whoever took it has it.
  claimed_until timestamptz,
  tried_at timestamptz,
  -- The status of the last answer; 0 where there was none.
  last_status integer,
  settled_at timestamptz,
  primary key (commissioner_id, webhook_delivery_id),
  constraint webhook_delivery_once unique (commissioner_id, webhook_id, sequence),
  constraint webhook_delivery_attempts_check check (attempts >= 0),
  constraint webhook_delivery_of_event_check check (num_nonnulls(audit_entry_id, sequence, case_id) in (0, 3)),
  constraint webhook_delivery_settled_check check ((status = 'waiting') = (settled_at is null)),
  constraint webhook_delivery_of_webhook foreign key (commissioner_id, webhook_id) references webhook (commissioner_id, webhook_id),
  constraint webhook_delivery_of_case foreign key (commissioner_id, case_id) references budget_case (commissioner_id, case_id) on delete cascade
);
create index webhook_delivery_due on webhook_delivery (commissioner_id, webhook_id, due_at) where status = 'waiting';
create index webhook_delivery_in_order on webhook_delivery (commissioner_id, webhook_id, case_id, sequence) where status = 'waiting';
create index webhook_delivery_by_webhook on webhook_delivery (commissioner_id, webhook_id, webhook_delivery_id desc);
create index webhook_delivery_dead on webhook_delivery (commissioner_id, webhook_id, webhook_delivery_id desc) where status = 'dead';
create index webhook_delivery_settled on webhook_delivery (commissioner_id, settled_at) where settled_at is not null;
create index webhook_delivery_by_case on webhook_delivery (commissioner_id, case_id);

alter table webhook enable row level security;
alter table webhook force row level security;
create policy tenant on webhook using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (url, types, status, looked_to, failing_since, ended_at, version) on webhook to recovery_budgets_app;
alter table webhook_secret enable row level security;
alter table webhook_secret force row level security;
create policy tenant on webhook_secret using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, delete, update (key_id, sealed, until_at) on webhook_secret to recovery_budgets_app;
alter table webhook_delivery enable row level security;
alter table webhook_delivery force row level security;
create policy tenant on webhook_delivery using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, delete, update (status, attempts, since_at, due_at, claimed_until, tried_at, last_status, settled_at) on webhook_delivery to recovery_budgets_app;

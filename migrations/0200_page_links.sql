-- Links that open a person's pages, once, and the session that came of each. The code and the cookie are kept as hashes alone.
create type page_link_maker as enum ('person', 'care-coordinator');
create table page_link (
  commissioner_id uuid not null references commissioner (commissioner_id),
  page_link_id uuid not null,
  case_id uuid not null,
  -- Who made it, and in whose name the pages ask: the person, whose session ends with their sign-in, or the care coordinator, on the team.
  subject text not null,
  organisation_id uuid,
  made_as page_link_maker not null,
  code_hash text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  opened_at timestamptz,
  session_hash text,
  -- When the session was used last.
  seen_at timestamptz,
  -- By the person, by the next link, or never: a session that nobody uses ends by itself.
  closed_at timestamptz,
  primary key (commissioner_id, page_link_id),
  constraint page_link_opened_whole_check check (num_nonnulls(opened_at, session_hash, seen_at) in (0, 3)),
  constraint page_link_opened_in_time_check check (opened_at is null or opened_at < expires_at),
  constraint page_link_of_staff_check check ((made_as = 'person') = (organisation_id is null)),
  constraint page_link_of_organisation foreign key (commissioner_id, organisation_id) references organisation (commissioner_id, organisation_id),
  constraint page_link_of_case foreign key (commissioner_id, case_id) references budget_case (commissioner_id, case_id) on delete cascade
);
create unique index page_link_by_code on page_link (commissioner_id, code_hash);
create unique index page_link_by_session on page_link (commissioner_id, session_hash) where session_hash is not null;
create index page_link_by_case on page_link (commissioner_id, case_id, page_link_id desc);

alter table page_link enable row level security;
alter table page_link force row level security;
create policy tenant on page_link using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (opened_at, session_hash, seen_at, closed_at) on page_link to recovery_budgets_app;

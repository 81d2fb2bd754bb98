-- Staff are registered once, with every account they sign in by, so that one human counts once whatever account or role they use. Two people
-- put an account there: one adds it, another confirms it.
create table staff_member (
  commissioner_id uuid not null,
  staff_member_id uuid not null,
  organisation_id uuid,
  name text,
  registered_by text not null,
  registered_at timestamptz not null,
  ended_by text,
  ended_at timestamptz,
  constraint staff_member_pkey primary key (commissioner_id, staff_member_id),
  constraint staff_member_at foreign key (commissioner_id, organisation_id) references organisation,
  constraint staff_member_ended_check check ((ended_by is null) = (ended_at is null))
);
create index staff_member_by_organisation on staff_member (commissioner_id, organisation_id, staff_member_id desc);
create table staff_identity (
  commissioner_id uuid not null,
  actor_id text not null,
  staff_member_id uuid not null,
  added_by text not null,
  added_at timestamptz not null,
  confirmed_by text,
  confirmed_at timestamptz,
  constraint staff_identity_pkey primary key (commissioner_id, staff_member_id, actor_id),
  constraint staff_identity_taken unique (commissioner_id, actor_id),
  constraint staff_identity_of foreign key (commissioner_id, staff_member_id) references staff_member,
  constraint staff_identity_confirmed_check check ((confirmed_by is null) = (confirmed_at is null))
);

alter table staff_member enable row level security;
alter table staff_member force row level security;
create policy tenant on staff_member using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
alter table staff_identity enable row level security;
alter table staff_identity force row level security;
create policy tenant on staff_identity using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (ended_by, ended_at) on staff_member to recovery_budgets_app;
grant select, insert, update (confirmed_by, confirmed_at) on staff_identity to recovery_budgets_app;

-- Which human is behind an account: the registered member of staff, or the account itself. It is asked anew each time, so that an account
-- that is added later counts for what was done with it before.
create function human_of(commissioner uuid, actor text) returns text language sql stable set search_path = '' as $$
  select coalesce((select i.staff_member_id::text from public.staff_identity i
    where i.commissioner_id = commissioner and i.actor_id = actor and i.confirmed_at is not null), actor)
$$;

-- Publishing rules needs two people: one proposes a draft as it is, another who wrote none of it confirms. A change of the draft takes the
-- proposal back.
alter table scheme_draft
  add column author_ids text[] not null default '{}',
  add column proposed_starts_on date,
  add column proposed_note text,
  add column proposed_by text,
  add column proposed_at timestamptz,
  add constraint scheme_draft_proposed_check check ((proposed_by is null) = (proposed_at is null)
    and (proposed_by is null) = (proposed_starts_on is null) and (proposed_by is null) = (proposed_note is null));
grant update (author_ids, proposed_starts_on, proposed_note, proposed_by, proposed_at) on scheme_draft to recovery_budgets_app;
alter table scheme_publication add column proposed_by text;

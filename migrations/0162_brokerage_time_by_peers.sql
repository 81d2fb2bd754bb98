-- Whether time was spent by a peer broker is kept with it: the hours of peers are counted apart, and somebody can become a peer, or be one no longer.
alter table brokerage_time add column by_peer boolean;
alter table brokerage_time no force row level security;
update brokerage_time t set by_peer = coalesce((select s.is_peer from staff_identity i
  join staff_member s on s.commissioner_id = i.commissioner_id and s.staff_member_id = i.staff_member_id
  where i.commissioner_id = t.commissioner_id and i.actor_id = t.broker_id and i.confirmed_at is not null limit 1), false);
alter table brokerage_time force row level security;
alter table brokerage_time alter column by_peer set not null;
-- The hours of an organisation over some days.
create index brokerage_time_by_organisation on brokerage_time (commissioner_id, organisation_id, worked_on);

-- Time beyond what the scheme gives, where the scheme lets it be agreed: by somebody who spends none of it.
create table brokerage_extension (
  commissioner_id uuid not null,
  brokerage_extension_id uuid not null,
  case_id uuid not null,
  minutes integer not null,
  because text not null,
  agreed_by text not null,
  agreed_at timestamptz not null,
  primary key (commissioner_id, brokerage_extension_id),
  constraint brokerage_extension_minutes_check check (minutes > 0),
  constraint brokerage_extension_of_case foreign key (commissioner_id, case_id) references budget_case (commissioner_id, case_id) on delete cascade
);
create index brokerage_extension_by_case on brokerage_extension (commissioner_id, case_id, brokerage_extension_id desc);
alter table brokerage_extension enable row level security;
alter table brokerage_extension force row level security;
create policy tenant on brokerage_extension using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert on brokerage_extension to recovery_budgets_app;

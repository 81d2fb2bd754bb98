-- When a meeting or a panel looks at a plan: the person is told, says how they want to be heard, and how they were heard is kept with the decision.
create type meeting_way as enum ('in-person', 'by-phone', 'online');
create type hearing_way as enum ('in-person', 'in-writing', 'through-somebody', 'not-at-all');
create table panel_meeting (
  commissioner_id uuid not null,
  panel_meeting_id uuid not null,
  case_id uuid not null,
  support_plan_id uuid not null,
  tier tier not null,
  starts_at timestamptz not null,
  way meeting_way not null,
  place text not null,
  sits text[] not null,
  set_by text not null,
  set_by_name text not null,
  set_at timestamptz not null,
  moved_words text,
  told_on date,
  told_how way_of_saying,
  told_evidence text,
  told_recorded_by text,
  wish hearing_way,
  wish_words text,
  speaker text,
  less_notice boolean not null default false,
  wish_by text,
  wish_at timestamptz,
  heard hearing_way,
  heard_words text,
  heard_recorded_by text,
  heard_recorded_at timestamptz,
  called_off_at timestamptz,
  called_off_by text,
  called_off_words text,
  primary key (commissioner_id, panel_meeting_id),
  constraint panel_meeting_told_whole_check check (num_nonnulls(told_how, told_evidence, told_recorded_by) in (0, 3)),
  constraint panel_meeting_wish_whole_check check (num_nonnulls(wish, wish_by, wish_at) in (0, 3)),
  constraint panel_meeting_wish_words_check check (wish is distinct from 'in-writing' or wish_words is not null),
  constraint panel_meeting_speaker_check check (coalesce(wish = 'through-somebody', false) = (speaker is not null)),
  constraint panel_meeting_heard_whole_check check (num_nonnulls(heard, heard_recorded_by, heard_recorded_at) in (0, 3)),
  constraint panel_meeting_called_off_whole_check check (num_nonnulls(called_off_at, called_off_by, called_off_words) in (0, 3)),
  constraint panel_meeting_of_plan foreign key (commissioner_id, support_plan_id)
    references support_plan (commissioner_id, support_plan_id) on delete cascade,
  constraint panel_meeting_of_case foreign key (commissioner_id, case_id)
    references budget_case (commissioner_id, case_id) on delete cascade
);
create index panel_meeting_by_case on panel_meeting (commissioner_id, case_id, panel_meeting_id desc);
create index panel_meeting_open on panel_meeting (commissioner_id, support_plan_id) where called_off_at is null;
alter table panel_meeting enable row level security;
alter table panel_meeting force row level security;
create policy tenant on panel_meeting using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (starts_at, way, place, set_by, set_by_name, set_at, moved_words, told_on, told_how, told_evidence, told_recorded_by, wish, wish_words, speaker,
  less_notice, wish_by, wish_at, heard, heard_words, heard_recorded_by, heard_recorded_at, called_off_at, called_off_by, called_off_words)
  on panel_meeting to recovery_budgets_app;
alter table decision add column heard json;
alter type case_subject add value 'panel-meeting';
alter type wait_step add value 'meeting-to-set';
alter type wait_step add value 'meeting-to-tell';
alter type wait_step add value 'hearing-to-say';
alter type said_for_kind add value 'hearing';

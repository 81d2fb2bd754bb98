-- What is told of a crisis does not wait behind what an import has to tell. 2: a crisis; 1: what does not wait for a digest; 0: all else.
alter table notification add column urgency integer not null default 0;
alter table notification no force row level security;
update notification set urgency = case kind when 'crisis-activated' then 2 else 1 end where kind in ('crisis-activated', 'said-for');
set constraints all immediate;
alter table notification force row level security;
alter table notification alter column urgency drop default;
alter table notification add constraint notification_urgency_check check (urgency between 0 and 2);

drop index notification_due;
create index notification_due on notification (commissioner_id, urgency, due_at) where status = 'waiting';
-- What goes into one message with what was found first.
create index notification_due_to_account on notification (commissioner_id, actor_id, due_at) where status = 'waiting' and actor_id is not null;

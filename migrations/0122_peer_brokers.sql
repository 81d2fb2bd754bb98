-- A scheme can say that its brokers have used services themselves: who has is said of them where they are registered.
alter table staff_member add column is_peer boolean not null default false;

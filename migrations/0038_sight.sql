-- Until when a decision can be appealed against, and so until when who took it reads on. Null: taken before this was kept.
alter table decision add column appeal_by date;

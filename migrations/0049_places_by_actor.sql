-- Whether somebody has any other place than one that tells all of a case is answered by the index alone.
drop index case_member_by_actor;
create index case_member_by_actor on case_member (commissioner_id, actor_id, case_id desc) include (case_role) where left_at is null;

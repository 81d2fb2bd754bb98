-- Lists are read from the side of whoever asks: what waits for a role, and what somebody decided or voted on.
create index budget_case_for_role on budget_case (commissioner_id, case_id desc)
  where ended_at is null and waiting_for
    && '{team-manager,mdt-member,panel-member,lived-experience-member,commissioner-officer,local-authority-officer}'::text[];
create index decision_by_decider on decision (commissioner_id, decided_by, case_id);
create index vote_by_member on vote (commissioner_id, actor_id, support_plan_id);
drop index appeal_open;
create index appeal_open on appeal (commissioner_id, case_id) where status in ('awaiting-acceptance', 'lodged');

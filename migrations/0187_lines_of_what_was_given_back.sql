-- A line for which nothing was agreed takes nothing of what a plan was agreed for: what an appeal gives back comes to it from the line from which it was taken.
create or replace function plan_line_within_agreement() returns trigger language plpgsql set search_path to pg_catalog, public, pg_temp as $$
begin
  if new.pays_back then
    if exists (select from waiting_claim w
      where w.commissioner_id = new.commissioner_id and w.plan_line_id = new.plan_line_id and w.agreed_pence = new.agreed_pence) then
      return null;
    end if;
  elsif new.agreed_pence = 0 or exists (
    select from support_plan p
      where p.commissioner_id = new.commissioner_id and p.support_plan_id = new.support_plan_id and p.status in ('agreed', 'active')
        and p.agreed_pence + (select coalesce(sum(r.agreed_pence), 0) from off_plan_request r
          where r.commissioner_id = new.commissioner_id and r.support_plan_id = new.support_plan_id and r.takes_from is null)
        >= (select sum(l.agreed_pence) from plan_line l
          where l.commissioner_id = new.commissioner_id and l.support_plan_id = new.support_plan_id and not l.pays_back)
  ) then
    return null;
  end if;
  raise exception 'a line is never more approved than its plan' using errcode = 'check_violation', constraint = 'plan_line_within_agreement';
end $$;

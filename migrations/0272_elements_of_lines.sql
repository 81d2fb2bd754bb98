-- A line of a budget that has two elements is paid for by the body whose element it is of, and by no other. It was in the text of the plan alone, so that the book
-- took every line of such a plan from both bodies, in the shares of the whole.
create type budget_element as enum ('health', 'social-care');
alter table plan_line add column element budget_element;

alter table plan_line no force row level security;
alter table support_plan no force row level security;
alter table off_plan_request no force row level security;
alter table account no force row level security;
alter table ledger_entry no force row level security;
alter table ledger_posting no force row level security;

update plan_line l set element = (j ->> 'element')::budget_element
  from support_plan s, json_array_elements(s.content -> 'lines') j
  where s.commissioner_id = l.commissioner_id and s.support_plan_id = l.support_plan_id and j ->> 'key' = l.key and j ->> 'element' is not null;
-- What was agreed off the plan is of the element of the line that gave it, or of the one whose money is held alike.
update plan_line l set element = n.element
  from off_plan_request r, plan_line n
  where l.element is null and r.commissioner_id = l.commissioner_id and r.plan_line_id = l.plan_line_id
    and n.commissioner_id = l.commissioner_id and n.support_plan_id = l.support_plan_id and n.key = coalesce(r.takes_from, r.line);

-- Each body gives now what its own lines have, and gives back what it gave for those of the other: an entry of each case, by which the book stays balanced.
create temporary table put_right on commit drop as
  with has as (
    select l.commissioner_id, l.case_id, l.support_plan_id as plan,
      case l.element when 'health' then 'commissioner'::account_kind when 'social-care' then 'local-authority'::account_kind end as payer,
      sum(greatest(0, b.pence - l.crisis_pence))::bigint as pence
    from plan_line l cross join lateral (
      select coalesce(sum(a.balance_pence), 0) as pence from account a where a.commissioner_id = l.commissioner_id and a.holder_id = l.plan_line_id) b
    where exists (select from plan_line o where o.commissioner_id = l.commissioner_id and o.support_plan_id = l.support_plan_id and o.element is not null)
    group by 1, 2, 3, 4),
  part as (
    select s.commissioner_id, s.case_id, s.holder_id, s.kind, -s.balance_pence as had,
      coalesce(sum(h.pence) filter (where h.payer = s.kind), 0) as own,
      s.weight::numeric * coalesce(sum(h.pence) filter (where not h.paid), 0) as share,
      coalesce(sum(h.pence) filter (where not h.paid), 0) as rest, sum(s.weight) over (partition by s.commissioner_id, s.holder_id) as whole
    from account s join (select h.*, exists (select from account p where p.commissioner_id = h.commissioner_id and p.holder_id = h.plan
        and p.kind = h.payer and p.weight is not null) as paid from has h) h
      on h.commissioner_id = s.commissioner_id and h.plan = s.holder_id
    where s.weight is not null group by s.commissioner_id, s.case_id, s.holder_id, s.kind, s.balance_pence, s.weight),
  wanted as (
    select *, own + div(share, whole) + case when row_number() over (partition by commissioner_id, holder_id order by mod(share, whole) desc, kind)
      <= rest - sum(div(share, whole)) over (partition by commissioner_id, holder_id) then 1 else 0 end as pence from part)
  select commissioner_id, case_id, holder_id, kind, (pence - had)::bigint as pence from wanted where pence <> had;

create temporary table put_right_entry on commit drop as
  select commissioner_id, case_id, ordered_id() as id from (select distinct commissioner_id, case_id from put_right) c;
insert into ledger_entry (commissioner_id, ledger_entry_id, case_id, kind, recorded_by, recorded_at)
  select commissioner_id, id, case_id, 'funding', 'system', now() from put_right_entry;
insert into ledger_posting (commissioner_id, ledger_entry_id, place, from_id, from_kind, to_id, to_kind, amount_pence)
  select p.commissioner_id, e.id, row_number() over (partition by e.id order by p.holder_id, p.kind) - 1,
    case when p.pence > 0 then p.holder_id else p.case_id end, case when p.pence > 0 then p.kind else 'funding' end,
    case when p.pence > 0 then p.case_id else p.holder_id end, case when p.pence > 0 then 'funding' else p.kind end, abs(p.pence)
  from put_right p join put_right_entry e on e.commissioner_id = p.commissioner_id and e.case_id = p.case_id;
update account a set balance_pence = a.balance_pence - p.pence from put_right p
  where a.commissioner_id = p.commissioner_id and a.holder_id = p.holder_id and a.kind = p.kind;
update account a set balance_pence = a.balance_pence + p.pence
  from (select commissioner_id, case_id, sum(pence)::bigint as pence from put_right group by 1, 2) p
  where a.commissioner_id = p.commissioner_id and a.holder_id = p.case_id and a.kind = 'funding';

set constraints all immediate;
alter table plan_line force row level security;
alter table support_plan force row level security;
alter table off_plan_request force row level security;
alter table account force row level security;
alter table ledger_entry force row level security;
alter table ledger_posting force row level security;

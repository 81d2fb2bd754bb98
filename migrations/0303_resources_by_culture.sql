-- What there is for people is found by the culture or faith that it is for, by itself.
alter table resource no force row level security;
alter table resource_term no force row level security;
insert into resource_term (commissioner_id, resource_id, term, cost)
select r.commissioner_id, r.resource_id, t.term, r.cost from resource r cross join lateral (
  select 'culture:stem:' || unnest(tsvector_to_array(to_tsvector('english', r.culture))) as term
  union select 'culture:word:' || unnest(tsvector_to_array(to_tsvector('simple', r.culture)))) t
where r.culture is not null and r.ended_at is null on conflict do nothing;
set constraints all immediate;
alter table resource force row level security;
alter table resource_term force row level security;

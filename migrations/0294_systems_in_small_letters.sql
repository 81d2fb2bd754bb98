-- The scheme and host of a system, and the name of the space of a URN, are the same in small letters and in capitals (RFC 3986, 6.2.2.1; RFC 8141, 3.1), and
-- none with capitals is taken any more: what was kept before is written as it is asked for, so that it is found, and an import makes nothing a second time.
-- Where something else is known by it in small letters already, or two would be, somebody has to look: these stay as they are, and are counted.
alter table identifier no force row level security;
alter table current_service no force row level security;
do $$
declare
  letterless constant text := '(?i)^(https?://[^/?#|]*|urn:[^:|]*)';
  others bigint;
  services bigint;
begin
  with folded as (
    select i.commissioner_id, i.token, i.kind, lower(substring(i.system from letterless))
      || substr(i.system, length(substring(i.system from letterless)) + 1) as system,
      count(*) over (partition by i.commissioner_id, i.kind, lower(substring(i.system from letterless))
        || substr(i.system, length(substring(i.system from letterless)) + 1), i.value) as alike
    from identifier i)
  update identifier i set system = f.system from folded f
    where i.commissioner_id = f.commissioner_id and i.token = f.token and i.kind = f.kind and f.system <> i.system and f.alike = 1;
  select count(*) into others from identifier i where substring(i.system from letterless) <> lower(substring(i.system from letterless));

  with folded as (
    select s.commissioner_id, s.current_service_id, s.brought_over_as, lower(substring(s.brought_over_as from letterless))
      || substr(s.brought_over_as, length(substring(s.brought_over_as from letterless)) + 1) as folded,
      count(*) over (partition by s.commissioner_id, lower(substring(s.brought_over_as from letterless))
        || substr(s.brought_over_as, length(substring(s.brought_over_as from letterless)) + 1)) as alike
    from current_service s where s.brought_over_as is not null)
  update current_service s set brought_over_as = f.folded from folded f
    where s.commissioner_id = f.commissioner_id and s.current_service_id = f.current_service_id and f.folded <> f.brought_over_as and f.alike = 1;
  select count(*) into services from current_service s where substring(s.brought_over_as from letterless) <> lower(substring(s.brought_over_as from letterless));

  if others + services > 0 then
    raise notice '% identifiers and % services stay as they were written: in small letters they would be those of something else. Take one of each two away.', others, services;
  end if;
end $$;
alter table identifier force row level security;
alter table current_service force row level security;

-- The feed of events opens to other organisations than the commissioner; the end of the audit does not. What its own systems could read, they can still.
alter table machine_client no force row level security;
alter table organisation no force row level security;
update machine_client m set scopes = array_append(m.scopes, 'audit:read') where 'event:read' = any (m.scopes) and not exists (
  select from organisation o where o.commissioner_id = m.commissioner_id and o.organisation_id = m.organisation_id and o.kind::text <> 'commissioner');
alter table machine_client force row level security;
alter table organisation force row level security;

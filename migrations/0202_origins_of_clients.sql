-- From which pages a browser may ask in the name of a client: its origins, as a browser writes them.
alter table machine_client add column origins text[] not null default '{}';

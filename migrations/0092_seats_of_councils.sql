-- A council is enrolled also where it pays nothing and has a seat at a tier: then its officers see what waits for them, and not the scheme's cases.
alter table scheme_council add column pays boolean not null default true;

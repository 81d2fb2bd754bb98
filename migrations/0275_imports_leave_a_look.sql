-- A dry run tells who is recorded, as a search does: it is counted, and each person whom a line named is shown that it was.
alter type attempt_kind add value 'import-dry-run';

-- Of imports that run over the upgrade the name of who began them was not kept.
alter table bulk_import add column started_by_name text not null default 'Somebody who began an import';
alter table bulk_import alter column started_by_name drop default;
alter table bulk_import add column matched integer not null default 0
  constraint bulk_import_matched_check check (matched >= 0);
alter table bulk_import alter column matched drop default;
grant update (matched) on bulk_import to recovery_budgets_app;

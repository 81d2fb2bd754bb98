-- Whom the person chose themselves, and whom others added: what the latter do uses up no right of the person's. Of an advocate of before it is not
-- known, so that they count as added by others.
alter table case_member add column chosen_by_person boolean not null default false;
alter table case_member no force row level security;
update case_member set chosen_by_person = true where basis = 'person-chose';
alter table case_member force row level security;

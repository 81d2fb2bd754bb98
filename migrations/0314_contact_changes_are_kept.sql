-- Who had a payee reached in another way, and where they were reached before: so long as that is new, neither gives nor confirms an account of theirs, and
-- the owner is told there as well.
create table payee_contact_change (
  commissioner_id uuid not null,
  payee_contact_change_id uuid not null,
  payee_id uuid not null,
  contact_before text,
  asked_by text not null,
  changed_by text not null,
  changed_at timestamptz not null,
  told_on date,
  primary key (commissioner_id, payee_contact_change_id),
  constraint payee_contact_change_of_payee foreign key (commissioner_id, payee_id) references payee (commissioner_id, payee_id) on delete cascade
);
create index payee_contact_change_by_payee on payee_contact_change (commissioner_id, payee_id, changed_at desc);

-- Of the last change before this migration the audit says who asked for it; where they were reached before, nothing does.
alter table payee no force row level security;
alter table payee_contact_change no force row level security;
alter table audit_entry no force row level security;
insert into payee_contact_change (commissioner_id, payee_contact_change_id, payee_id, asked_by, changed_by, changed_at, told_on)
  select commissioner_id, ordered_id(), payee_id, coalesce((select a.actor_id from audit_entry a
      where a.commissioner_id = p.commissioner_id and a.subject_id = p.payee_id and a.case_id is null and a.type = 'payee.contact-asked'
        and a.happened_at <= p.contact_changed_at order by a.happened_at desc limit 1), contact_changed_by),
    contact_changed_by, contact_changed_at, contact_told_on
  from payee p where contact_changed_at is not null and contact_changed_by is not null;
set constraints all immediate;
alter table payee force row level security;
alter table audit_entry force row level security;
alter table payee drop column contact_told_on, drop column contact_changed_by, drop column contact_changed_at;

alter table payee_contact_change enable row level security;
alter table payee_contact_change force row level security;
create policy tenant on payee_contact_change using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert on payee_contact_change to recovery_budgets_app;

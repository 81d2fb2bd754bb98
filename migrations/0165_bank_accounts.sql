-- Into which account somebody is paid: a payee of the register, or the direct payments of a case. What it is, nobody reads in the database: it is sealed with a
-- key that is not kept here, bound to its row. Nobody is paid into it before a second person has typed it again from the paper.
alter type payee_kind add value 'public-body';
alter type payment_hold_reason add value 'bank-details-missing';
alter type concern_reason add value 'shared-bank-details';
alter type concern_reason add value 'bank-name-differs';
alter type concern_reason add value 'bank-details-denied';
alter type said_for_kind add value 'bank-account';
create type bank_account_status as enum ('proposed', 'confirmed', 'refused', 'replaced');
create type bank_account_answer as enum ('theirs', 'not-theirs', 'no-answer');
create table bank_account (
  commissioner_id uuid not null,
  bank_account_id uuid not null,
  payee_id uuid,
  case_id uuid,
  -- Whichever of the two it is.
  owner_id uuid not null,
  status bank_account_status not null,
  -- Which key it is sealed with; the nonce, what is sealed, and the tag (AES-256-GCM).
  key_id text not null,
  sealed bytea not null,
  -- The same for the same account, and nothing without the key (HMAC-SHA-256): by it two who are paid into one account are found.
  fingerprint bytea not null,
  name_matches boolean not null,
  document_hash text,
  -- Whether whoever it belongs to is told, in the way that was known before, and asked whether it is theirs.
  to_tell boolean not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  told_by text,
  -- When it was recorded that they were told: whoever does not answer has their days from then.
  told_at timestamptz,
  told_how way_of_saying,
  told_on date,
  told_answer bank_account_answer,
  decided_by text,
  decided_at timestamptz,
  because text,
  primary key (commissioner_id, bank_account_id),
  constraint bank_account_owner_check check (num_nonnulls(payee_id, case_id) = 1 and owner_id = coalesce(payee_id, case_id)),
  constraint bank_account_sealed_check check (octet_length(sealed) between 29 and 2000 and octet_length(fingerprint) = 32),
  constraint bank_account_told_whole_check check (num_nonnulls(told_by, told_at, told_how, told_on, told_answer) in (0, 5)),
  constraint bank_account_decided_whole_check check (num_nonnulls(decided_by, decided_at) in (0, 2)),
  constraint bank_account_decided_check check ((status = 'proposed') = (decided_at is null)),
  constraint bank_account_told_first_check check (not to_tell or status not in ('confirmed', 'replaced') or told_answer in ('theirs', 'no-answer')),
  constraint bank_account_of_payee foreign key (commissioner_id, payee_id) references payee (commissioner_id, payee_id),
  constraint bank_account_of_case foreign key (commissioner_id, case_id) references budget_case (commissioner_id, case_id) on delete cascade
);
-- Of each owner one account is paid into, and one waits.
create unique index bank_account_one_standing on bank_account (commissioner_id, owner_id, status) where status in ('confirmed', 'proposed');
create index bank_account_by_owner on bank_account (commissioner_id, owner_id, status);
create index bank_account_by_payee on bank_account (commissioner_id, payee_id, bank_account_id desc) where payee_id is not null;
create index bank_account_by_case on bank_account (commissioner_id, case_id, bank_account_id desc) where case_id is not null;
create index bank_account_waiting on bank_account (commissioner_id, bank_account_id desc) where status = 'proposed';
create index bank_account_by_fingerprint on bank_account (commissioner_id, fingerprint);
create index bank_account_by_key on bank_account (commissioner_id, key_id, bank_account_id);
alter table bank_account enable row level security;
alter table bank_account force row level security;
create policy tenant on bank_account using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert, update (status, key_id, sealed, fingerprint, told_by, told_at, told_how, told_on, told_answer, decided_by, decided_at, because)
  on bank_account to recovery_budgets_app;

-- Two who were to be paid into the same account, as it was found when the later of them was given: a row for each of the two.
create table bank_account_twin (
  commissioner_id uuid not null,
  bank_account_id uuid not null,
  twin_id uuid not null,
  primary key (commissioner_id, bank_account_id, twin_id),
  constraint bank_account_twin_of foreign key (commissioner_id, bank_account_id)
    references bank_account (commissioner_id, bank_account_id) on delete cascade,
  constraint bank_account_twin_with foreign key (commissioner_id, twin_id)
    references bank_account (commissioner_id, bank_account_id) on delete cascade
);
create index bank_account_twin_by_twin on bank_account_twin (commissioner_id, twin_id);
alter table bank_account_twin enable row level security;
alter table bank_account_twin force row level security;
create policy tenant on bank_account_twin using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant select, insert on bank_account_twin to recovery_budgets_app;

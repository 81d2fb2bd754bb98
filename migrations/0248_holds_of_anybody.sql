-- What an officer holds is kept as what the service checks: whoever reads a payment cannot tell a freeze from it. Who holds it by hand is in held_by.
create type payment_hold_reason_kept as enum ('being-checked', 'agreement-missing', 'line-paused', 'provider-stopped', 'death-reported', 'identity-to-confirm',
  'signature-disputed', 'payee-not-to-be-paid', 'service-agreement-missing', 'failed-before', 'bank-details-missing', 'agreed-rate-exceeded', 'account-changed');
alter table payment drop constraint payment_held_by_hand_check;
alter table payment
  alter column hold_reason type payment_hold_reason_kept
    using (case hold_reason::text when 'by-hand' then 'being-checked' else hold_reason::text end)::payment_hold_reason_kept,
  alter column held_before type payment_hold_reason_kept
    using (case held_before::text when 'by-hand' then 'being-checked' else held_before::text end)::payment_hold_reason_kept;
drop type payment_hold_reason;
alter type payment_hold_reason_kept rename to payment_hold_reason;
alter table payment add constraint payment_held_by_hand_check check (held_by is null or hold_reason = 'being-checked');

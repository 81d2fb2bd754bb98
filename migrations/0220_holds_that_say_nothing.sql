-- What is held while somebody looks into a concern is kept as held by hand, by nobody who is named: no list, record or export of the table says that anybody is looked at.
create type payment_hold_reason_told as enum ('by-hand', 'money-missing', 'agreement-missing', 'line-paused', 'provider-stopped', 'death-reported', 'identity-to-confirm',
  'signature-disputed', 'payee-not-to-be-paid', 'service-agreement-missing', 'failed-before', 'bank-details-missing', 'agreed-rate-exceeded', 'account-changed');
alter table payment alter column hold_reason type payment_hold_reason_told
  using (case hold_reason::text when 'under-check' then 'by-hand' else hold_reason::text end)::payment_hold_reason_told;
drop type payment_hold_reason;
alter type payment_hold_reason_told rename to payment_hold_reason;

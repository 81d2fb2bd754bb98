-- What has to be signed and given before money that was agreed can be paid is waited for, as anything else on a case: nobody was told, and nothing was ever late.
alter type case_subject add value 'plan-line';
alter type wait_step add value 'agreement-to-sign';
alter type wait_step add value 'account-to-give';
alter type clock_kind add value 'agreement-signing';
alter type clock_kind add value 'account-to-give';

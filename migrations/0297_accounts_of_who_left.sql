-- An account whose giver left is paid into no longer: whoever can give it again is waited for, as for anything else on a case.
alter type case_subject add value 'bank-account';
alter type wait_step add value 'account-to-give-again';
alter type clock_kind add value 'account-to-give-again';

-- What a person claims for is compared with what else they claimed or bought on the day, on all of their cases.
create index waiting_claim_by_day on waiting_claim (commissioner_id, case_id, spent_on);

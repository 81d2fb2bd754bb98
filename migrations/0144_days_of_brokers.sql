-- What a broker spent on a day is summed over all cases, so that it fits the day.
create index brokerage_time_by_broker on brokerage_time (commissioner_id, broker_id, worked_on);

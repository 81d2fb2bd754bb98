-- A deputy who has voted and then declares a conflict of interest does not keep the seat from voting: nobody votes for a seat twice, and
-- that a seat has one vote that counts is decided under the lock on its case.
drop index vote_one_per_seat;
create unique index vote_one_per_seat_and_voter on vote (commissioner_id, support_plan_id, plan_version, tier, coalesce(in_place_of, actor_id), actor_id);

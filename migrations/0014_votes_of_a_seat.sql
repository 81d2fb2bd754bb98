-- A deputy who has voted and then declares a conflict of interest does not keep the seat from voting: that a seat has one vote that counts
-- is decided under the lock on its case. Nobody votes twice, in whoever's place: a quorum is of people (vote_one_per_member_and_version).
drop index vote_one_per_seat;

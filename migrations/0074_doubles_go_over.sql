-- A likely double of a record that is joined into another is settled by that: the record that goes on has one of its own in its place.
alter type double_settlement add value 'gone-over';

-- Of what the units of a purchase are: a provider can have agreed rates for each hour and for each mile.
alter table purchase add column unit cost_unit,
  add constraint purchase_unit_check check (unit is null or quarter_units is not null);

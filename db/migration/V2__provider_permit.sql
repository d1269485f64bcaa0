-- How fast the provider may be called: one row, from which all workers take their permits.
-- docs/decisions/0007-back-pressure.md says how it is read.
create table provider_permit (
  one           boolean          primary key default true check (one),
  free_at       timestamptz      not null default '-infinity', -- up to now from then on: permits not taken yet
  window_start  timestamptz      not null default '-infinity', -- of the second in which was taken
  window_taken  int              not null default 0,
  window_before int              not null default 0,           -- taken in the second before it
  slowed_rate   double precision,                              -- permits a second when last slowed; null: never
  slowed_at     timestamptz
);

insert into provider_permit default values;

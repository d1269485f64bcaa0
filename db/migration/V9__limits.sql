-- Limits that hold for all workers together. docs/decisions/0009 says how they are counted.

-- How much of a limit is used in one window: an hour or a day of the UTC clock. It starts with the
-- end of its window, so that a purge finds what is over without an index of its own.
create table quota (
  ends_at timestamptz not null,
  about   bytea       not null,                      -- keyed hash of a number, or a client's id
  scope   text        not null,                      -- which limit
  detail  text        not null,                      -- counted apart: a tag, a client, a country; or ''
  per     text        not null check (per in ('hour', 'day')),
  used    int         not null,
  primary key (ends_at, about, scope, detail, per)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);

-- Wrong PINs typed for a number since the last right one, whatever the verification: those typed
-- where somebody had a known device count apart, so that a stranger's keep nobody else out.
create table number_standing (
  number_hash  bytea       not null,                 -- keyed
  known_device boolean     not null,
  wrong_pins   int         not null,
  wrong_at     timestamptz not null,                 -- the last one; since a right one: -infinity
  primary key (number_hash, known_device)
);

create index number_standing_old on number_standing (wrong_at);

alter table verification
  add column country  text,                          -- of its number, ISO 3166 or what stands for none
  add column retry_at timestamptz,                   -- a limit is reached: when to ask again
  add column voice_at timestamptz,                   -- from when the PIN may be called out
  add column resends  int not null default 0;        -- that went out, or may have

alter table send
  add column refused_by text,                        -- the limit, or the cooldown, that a resend met: it is dropped
  add column retry_at   timestamptz;                 -- when that limit is over

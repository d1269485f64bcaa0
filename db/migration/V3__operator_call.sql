-- Who called the operator API, for which reason, and what came of it. Rows are only ever added.
create table operator_call (
  at       timestamptz not null,
  operator text        not null,
  call     text        not null,                     -- method and path, without what may hold a number
  reason   text,                                     -- as given; null when it was missing or refused
  outcome  text        not null                      -- done, what was done, or the problem's code
) partition by range (at);

create table operator_call_rest partition of operator_call default;
create index operator_call_at on operator_call (at);

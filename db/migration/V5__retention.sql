-- How what is over its period is found and removed. docs/operator-api.md says how it is started and shown.

-- One purge at a time, whichever worker runs it. The columns are ShedLock's.
create table shedlock (
  name       text      primary key,
  lock_until timestamp not null,
  locked_at  timestamp not null,
  locked_by  text      not null
);

-- The proof: one row for each run, counted in the transactions that delete.
create table purge_run (
  id         uuid        primary key,
  trigger    text        not null check (trigger in ('SCHEDULE', 'OPERATOR')),
  dry_run    boolean     not null,                   -- counted only
  started_at timestamptz not null,
  ended_at   timestamptz,
  outcome    text        check (outcome in ('DONE', 'STOPPED', 'FAILED', 'ABANDONED')), -- null: it runs
  records    jsonb       not null default '{}'       -- for each kind of record: up to when, how many
);

create index purge_run_started on purge_run (started_at);

-- Ended verifications by their end. With the id, so that a run goes on where its last batch ended.
create index verification_ended on verification (changed_at, id)
  where status in ('VERIFIED', 'LOCKED', 'EXPIRED', 'CANCELED', 'REFUSED', 'FAILED');
create index submission_of_verification on submission (verification_id);
create index submission_ended on submission (ended_at, id) where status = 'DONE';

-- These three are queues: what comes in goes out again within two days. Their indexes hold an entry
-- for every version of a row, so dead ones are to be removed long before a fifth of a table is dead.
alter table verification set (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);
alter table send         set (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);
alter table submission   set (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);

-- Audit rows go with their month, when the last of them is over. The months are made and dropped
-- by functions of the owner, for the worker's role may not change what is there.

-- Makes the partitions of this month and of so many after it, where they are missing, and says how
-- many it made. Rows that came while there was none move in from the default partition. Whoever
-- waits for its locks must not wait long, so it gives up soon and is called again.
create function audit_partitions_ahead(months int)
returns int
language plpgsql
security definer
set search_path = pg_catalog, public, pg_temp
set timezone = 'UTC'
set lock_timeout = '100ms'
as $$
declare
  kept text;
  first timestamptz;
  following timestamptz;
  month text;
  holder text;
  made int := 0;
begin
  if months not between 0 and 24 then
    raise exception 'from 0 to 24 months ahead' using errcode = '22023';
  end if;
  perform pg_advisory_xact_lock(hashtext('phoneproof audit partitions'));
  foreach kept in array array['audit_event', 'operator_call'] loop
    for ahead in 0..months loop
      first := date_trunc('month', now()) + ahead * interval '1 month';
      following := first + interval '1 month';
      month := kept || to_char(first, '"_"YYYY"_"MM');
      continue when to_regclass('public.' || month) is not null;
      execute format('create table public.%I (like public.%I including all)', month, kept);
      -- Partitions are reached through their table, by its rights.
      for holder in
        select distinct
          case access.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(access.grantee)) end
        from pg_class, aclexplode(relacl) access
        where oid = to_regclass('public.' || month) and access.grantee <> relowner
      loop
        execute format('revoke all on public.%I from %s', month, holder);
      end loop;
      execute format('lock table public.%I in access exclusive mode', kept || '_rest');
      execute format(
        'with late as (delete from public.%I where at >= %L and at < %L returning *)'
        ' insert into public.%I select * from late',
        kept || '_rest', first, following, month);
      execute format(
        'alter table public.%I attach partition public.%I for values from (%L) to (%L)',
        kept, month, first, following);
      made := made + 1;
    end loop;
  end loop;
  return made;
end
$$;

-- The audit months that ended before a day (UTC), oldest first, and what the default partitions
-- have from before it, with their rows: from five million on as PostgreSQL estimates them.
create function audit_before(day date)
returns table (part text, kept text, over bigint)
language plpgsql
security definer
set search_path = pg_catalog, public, pg_temp
set timezone = 'UTC'
as $$
declare
  estimate real;
  until timestamptz := day;
begin
  foreach kept in array array['audit_event', 'operator_call'] loop
    for part, estimate in
      select month.relname, month.reltuples
      from pg_inherits joined join pg_class month on month.oid = joined.inhrelid
      where joined.inhparent = to_regclass('public.' || kept)
        and month.relname ~ ('^' || kept || '_[0-9]{4}_[0-9]{2}$')
        and (to_date(right(month.relname, 7), 'YYYY_MM') + interval '1 month')::date <= day
      order by month.relname
    loop
      over := estimate;
      if over < 5000000 then
        execute format('select count(*) from public.%I', part) into over;
      end if;
      return next;
    end loop;
    part := kept || '_rest';
    execute format('select count(*) from public.%I where at < $1', part) into over using until;
    if over > 0 then
      return next;
    end if;
  end loop;
end
$$;

-- Removes the oldest month of each table that ended before a day, and at most 10,000 rows of each
-- default partition; to be called until it finds nothing. Whoever has stolen the worker's password
-- must not wipe out his traces: the last 30 days stay, whatever is asked.
create function drop_audit_before(day date)
returns table (part text, dropped bigint)
language plpgsql
security definer
set search_path = pg_catalog, public, pg_temp
set timezone = 'UTC'
set lock_timeout = '100ms'
as $$
declare
  oldest record;
  until timestamptz := day;
begin
  if until > now() - interval '30 days' then
    raise exception 'the last 30 days stay' using errcode = '22023';
  end if;
  perform pg_advisory_xact_lock(hashtext('phoneproof audit partitions'));
  -- All are counted, and rows are removed, before the first lock that an insert would wait for.
  for oldest in
    select distinct on (a.part like '%\_rest', a.kept) a.part, a.kept, a.over
    from public.audit_before(day) a
    order by a.part like '%\_rest' desc, a.kept, a.part
  loop
    part := oldest.part;
    if part like '%\_rest' then
      execute format(
        'delete from public.%I where ctid = any(array('
        'select ctid from public.%I where at < $1 limit 10000))', part, part) using until;
      get diagnostics dropped = row_count;
    else
      execute format('alter table public.%I detach partition public.%I', oldest.kept, part);
      execute format('drop table public.%I', part);
      dropped := oldest.over;
    end if;
    return next;
  end loop;
end
$$;

revoke execute on function
  audit_partitions_ahead(int), audit_before(date), drop_audit_before(date) from public;

select audit_partitions_ahead(2);

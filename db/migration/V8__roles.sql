-- For a worker whose role owns nothing (db/roles): what it may only add to.

-- Takes rights to a table from everyone but its owner.
create procedure withhold(rights text, relation regclass)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  holder text;
begin
  for holder in
    select distinct
      case access.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(access.grantee)) end
    from pg_class, aclexplode(relacl) access
    where oid = relation and access.grantee <> relowner
  loop
    execute format('revoke %s on %s from %s', rights, relation, holder);
  end loop;
end
$$;

-- Lets rows be added and read, not changed or removed. Partitions are reached through the table.
create procedure append_only(kept regclass)
language plpgsql
set search_path = pg_catalog, public, pg_temp
as $$
declare
  part regclass;
begin
  call public.withhold('update, delete, truncate', kept);
  for part in select relid from pg_partition_tree(kept) where relid <> kept loop
    call public.withhold('all', part);
  end loop;
end
$$;

call append_only('audit_event');
call append_only('operator_call');

-- Flyway's notes are none of the worker's business.
do $$
begin
  if to_regclass('public.flyway_schema_history') is not null then
    call public.withhold('all', 'public.flyway_schema_history');
  end if;
end
$$;

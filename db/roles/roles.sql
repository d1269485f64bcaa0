-- The two roles under which PhoneProof works with its database. Run it in that database as a
-- superuser, before the first worker starts; to run it again does no harm. Then give both roles a
-- password (alter role ... password) or another way to log in. db/roles/README.md has the rest.

do $$
declare
  name text;
begin
  foreach name in array array['phoneproof_migration', 'phoneproof_worker'] loop
    if not exists (select from pg_roles where rolname = name) then
      execute format('create role %I login', name);
    end if;
  end loop;
  execute format('revoke all on database %I from public', current_database());
  execute format(
    'grant connect on database %I to phoneproof_migration, phoneproof_worker', current_database());
end
$$;

-- Owns the schema and whatever a migration makes. Nobody else makes or changes a table.
alter schema public owner to phoneproof_migration;
revoke all on schema public from public;

-- Reads and writes rows. What may only be added to says so itself: append_only() in V8__roles.sql.
grant usage on schema public to phoneproof_worker;
alter default privileges for role phoneproof_migration in schema public
  grant select, insert, update, delete on tables to phoneproof_worker;
alter default privileges for role phoneproof_migration in schema public
  grant usage on sequences to phoneproof_worker;
alter default privileges for role phoneproof_migration
  revoke execute on functions from public;
alter default privileges for role phoneproof_migration in schema public
  grant execute on functions to phoneproof_worker;

-- An error can quote a row, and a row can hold a number: the server's log must not repeat it.
alter role phoneproof_migration set log_error_verbosity = terse;
alter role phoneproof_migration set log_parameter_max_length = 0;
alter role phoneproof_migration set log_parameter_max_length_on_error = 0;
alter role phoneproof_worker set log_error_verbosity = terse;
alter role phoneproof_worker set log_parameter_max_length = 0;
alter role phoneproof_worker set log_parameter_max_length_on_error = 0;

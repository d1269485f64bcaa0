-- For psql: gives the roles of roles.sql the passwords that stand in its environment.
\getenv migration DATABASE_MIGRATION_PASSWORD
\getenv worker DATABASE_PASSWORD
\if :{?migration}
alter role phoneproof_migration password :'migration';
\endif
\if :{?worker}
alter role phoneproof_worker password :'worker';
\endif

-- After a purge whole tables are vacuumed. At PostgreSQL's usual pace (a pause of 2 ms after so much
-- work) people wait for the disk behind it; nobody waits for the vacuum.
alter table verification set (autovacuum_vacuum_cost_delay = 10);
alter table send         set (autovacuum_vacuum_cost_delay = 10);
alter table submission   set (autovacuum_vacuum_cost_delay = 10);

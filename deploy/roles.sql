-- The database roles and what each may do. Run it as the database's administrator, before the first `migrate` and again
-- after each one; running it twice changes nothing.
--
--   psql -v owner=qa_owner -v app=qa_app -v reader=qa_reader -d quartiersarbeit -f deploy/roles.sql
--
--   owner    runs `migrate` and owns all tables and functions
--   app      is what DATABASE_URL of the running app names: it reads and writes rows, and owns nothing
--   reader   reads, for evaluations; no password, no session, no second factor
--
-- Roles are made where they do not exist, without a password: set one, or let pg_hba.conf decide.

\set ON_ERROR_STOP on
SET client_min_messages = error;
BEGIN;

SELECT format('CREATE ROLE %I LOGIN', one) FROM unnest(ARRAY[:'owner', :'app', :'reader']) one
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = one) \gexec
REVOKE :"owner" FROM :"app", :"reader";

-- The database: nobody but these three, and nobody makes temporary tables. A temporary table can stand in front of a
-- real one; our functions do not fall for it, but nothing here needs one.
REVOKE ALL ON DATABASE :"DBNAME" FROM PUBLIC, :"app", :"reader";
GRANT CONNECT ON DATABASE :"DBNAME" TO :"app", :"reader";
GRANT CONNECT, CREATE ON DATABASE :"DBNAME" TO :"owner";

-- The schema: only its owner makes anything in it.
REVOKE ALL ON SCHEMA public FROM PUBLIC, :"app", :"reader";
GRANT USAGE ON SCHEMA public TO :"app", :"reader";
GRANT USAGE, CREATE ON SCHEMA public TO :"owner";

-- The app: rows. No TRUNCATE, which asks no trigger; no REFERENCES, no TRIGGER.
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, :"app", :"reader";
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, :"app", :"reader";
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO :"app";
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO :"app";

-- History is written once. Which migrations were applied is the owner's to say.
SELECT format('REVOKE UPDATE, DELETE ON %s FROM %I', oid::regclass, :'app') FROM pg_class
 WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname ~ '(event|^partners_securityentry)$' \gexec
-- Of the table of all events the app fills the seal in, once; a trigger sees to it.
SELECT format('REVOKE UPDATE, DELETE ON %s FROM %I', oid::regclass, :'app') FROM pg_class
 WHERE relnamespace = 'public'::regnamespace
   AND relname IN ('quartiersarbeit_historyentry', 'quartiersarbeit_historyseal') \gexec
SELECT format('GRANT UPDATE (seal_id) ON %s TO %I', oid::regclass, :'app') FROM pg_class
 WHERE relnamespace = 'public'::regnamespace AND relname = 'quartiersarbeit_historyentry' \gexec
SELECT format('REVOKE INSERT, UPDATE, DELETE ON %s FROM %I', oid::regclass, :'app') FROM pg_class
 WHERE relnamespace = 'public'::regnamespace AND relname = 'django_migrations' \gexec

-- What was forgotten is the owner's to write down (`manage.py retain`): the app reads it.
SELECT format('REVOKE INSERT, UPDATE, DELETE ON %s FROM %I', oid::regclass, :'app') FROM pg_class
 WHERE relnamespace = 'public'::regnamespace AND relname IN ('partners_deletionproof', 'partners_tombstone') \gexec

-- What a role may do stands in the migrations. A right that somebody adds to a role asks no second person, so nobody
-- but the owner adds one; rights to persons a guard refuses (`rights_by_roles`).
SELECT format('REVOKE INSERT, UPDATE, DELETE ON %s FROM %I', oid::regclass, :'app') FROM pg_class
 WHERE relnamespace = 'public'::regnamespace
   AND relname IN ('auth_group', 'auth_group_permissions', 'auth_permission') \gexec

-- The reader: what the city's story is made of, of the accounts all but the password; not
-- who signed in from where.
SELECT format('GRANT SELECT ON %s TO %I', oid::regclass, :'reader') FROM pg_class
 WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v')
   AND relname ~ '^(partners|sites|funding|quality_dialog)_'
   AND relname NOT IN ('partners_user', 'partners_securityentry') \gexec
SELECT format('GRANT SELECT (%s) ON partners_user TO %I', string_agg(quote_ident(attname), ', '), :'reader')
  FROM pg_attribute
 WHERE attrelid = to_regclass('public.partners_user') AND attnum > 0 AND NOT attisdropped AND attname <> 'password'
HAVING count(*) > 0 \gexec

-- What the next `migrate` makes works at once; run this file again, it takes back what is too much for history.
ALTER DEFAULT PRIVILEGES FOR ROLE :"owner" IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO :"app";
ALTER DEFAULT PRIVILEGES FOR ROLE :"owner" IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO :"app";

-- Nothing waits for ever: not for a row that somebody holds, not for a statement, not with an open transaction. The
-- owner's migrations may take long, but do not stop everybody by waiting for a table. Whoever dumps asks for more.
-- Nothing is compiled just in time, either: our statements have many parts and run for moments, and compiling takes longer.
SELECT format('ALTER ROLE %I IN DATABASE %I SET %s = %L', :'app', :'DBNAME', name, value)
  FROM (VALUES ('lock_timeout', '8s'), ('statement_timeout', '50s'), ('idle_in_transaction_session_timeout', '60s'),
               ('default_transaction_isolation', 'read committed'), ('jit', 'off')) AS given (name, value) \gexec
SELECT format('ALTER ROLE %I IN DATABASE %I SET %s = %L', :'owner', :'DBNAME', name, value)
  FROM (VALUES ('lock_timeout', '30s'), ('idle_in_transaction_session_timeout', '10min'), ('jit', 'off')) AS given (name, value) \gexec
SELECT format('ALTER ROLE %I IN DATABASE %I SET %s = %L', :'reader', :'DBNAME', name, value)
  FROM (VALUES ('default_transaction_read_only', 'on'), ('lock_timeout', '5s'), ('statement_timeout', '5min'),
               ('idle_in_transaction_session_timeout', '60s'), ('jit', 'off')) AS given (name, value) \gexec

COMMIT;

#!/bin/bash
# On the first start of the database's container: the roles, and their passwords.
set -eu
psql --set=ON_ERROR_STOP=1 --username=postgres --dbname=quartiersarbeit \
  --set=owner=qa_owner --set=app=qa_app --set=reader=qa_reader --file=/roles.sql
psql --set=ON_ERROR_STOP=1 --username=postgres --dbname=quartiersarbeit \
  --set=owner="$OWNER_PASSWORD" --set=app="$APP_PASSWORD" <<'SQL'
ALTER ROLE qa_owner PASSWORD :'owner';
ALTER ROLE qa_app PASSWORD :'app';
SQL

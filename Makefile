# Quartiersarbeit: every task is one word. `make` alone lists them.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
LOCK := ../$(BIN)/pip-compile --allow-unsafe --generate-hashes --no-emit-find-links --no-emit-index-url \
	--no-emit-options --no-emit-trusted-host --strip-extras --quiet

# What `manage.py check --deploy` must see: production's settings with throw-away secrets; nothing is reached.
AS_PRODUCTION := DEMO=off DEBUG=off SECURE=on ALLOWED_HOSTS=quartiersarbeit.example.org \
	DATABASE_URL=postgres://127.0.0.1:1/none \
	SECRET_KEY=$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(60))')

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONUTF8 := 1
export COMPARE
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup run test exhaustive soak check lint types deploy-check migrations audit locked unshared bench demo-reset lock \
	landed dump clean first-day

help: ## Diese Übersicht
	@echo "make …"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 14

# --- What stands in the folder ---------------------------------------------------------------------
# Each stamp is as new as the lock file it was made from, so that a second call has nothing to do.

$(BIN)/python:
	@test -n "$(PYTHON)" && $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 oder neuer fehlt: bitte installieren oder PYTHON=/pfad/zu/python make setup." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || \
		{ echo "Pythons venv fehlt: bitte „apt-get install python3-venv“ ausführen." >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/base.stamp: requirements/base.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/base.txt
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/base.stamp
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

node_modules/stamp: package-lock.json
	@command -v npm >/dev/null || \
		{ echo "npm fehlt: bitte Node.js mit npm installieren (apt-get install npm)." >&2; exit 1; }
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

.env:
	@umask 077 && $(PYTHON) -c 'import secrets; print("DEMO=on\nSECRET_KEY=" + secrets.token_urlsafe(50))' > $@

tests/checker/node_modules/stamp: tests/checker/package-lock.json node_modules/stamp
	npm ci --prefix tests/checker --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

BASE := .venv/base.stamp node_modules/stamp .env
DEV := $(BASE) .venv/dev.stamp tests/checker/node_modules/stamp

# --- For everybody ---------------------------------------------------------------------------------

setup: $(DEV) ## Alles installieren, nichts starten

run: $(BASE) ## Server mit Beispieldaten auf http://127.0.0.1:8000/ (anderer Port: PORT=8001 make run)
	@exec $(MANAGE) serve

demo-reset: $(BASE) ## Beispieldaten verwerfen und neu laden (nur die eingebaute Datenbank)
	@$(BIN)/python -m quartiersarbeit.ground.postgres remove .postgres
	@DEMO=on DATABASE_URL= $(MANAGE) migrate --verbosity 0
	@DEMO=on DATABASE_URL= $(MANAGE) demo

clean: ## Alles Erzeugte entfernen, auch die Beispieldaten; .env und media bleiben
	@$(PYTHON) -m quartiersarbeit.ground.postgres remove
	rm -rf .venv node_modules staticfiles .run .pytest_cache .mypy_cache .ruff_cache .hypothesis \
		.import_linter_cache test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- For those who change it -----------------------------------------------------------------------

test: $(DEV) ## Die Tests gegen ein echtes PostgreSQL, ohne Browser
	$(BIN)/pytest -n 2 --dist worksteal --reuse-db -m "not bench and not exhaustive"

exhaustive: $(DEV) ## Im Browser, und was jede Rolle auf jeder Seite nach jedem Schritt fragt; .ci/run fragt es mit
	$(BIN)/pytest -n 2 --dist worksteal --reuse-db -m "exhaustive and not bench"

soak: $(DEV) ## Die Tests des Zufalls und der Gleichzeitigkeit lange statt einiger Sekunden
	$(BIN)/pytest -n 2 --hypothesis-profile soak -m soak -s

bench: $(DEV) ## Was Seiten kosten, als Tabelle und in .run/bench.json; vorher und nachher: COMPARE=<json> make bench
	$(BIN)/pytest -m bench -s

check: lint types deploy-check migrations locked unshared audit ## Stil, Stockwerke, Typen, Migrationen, Produktivbetrieb, Schwachstellen

# Not by git: the machine may have a copy without a history.
TEMPLATES := find . \( -path ./node_modules -o -path ./.venv -o -path ./staticfiles \) -prune -o -name '*.html'

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(TEMPLATES) -print0 | xargs -0 $(BIN)/djade --check --target-version 5.2
	$(TEMPLATES) -print0 | xargs -0 $(BIN)/djlint --quiet --lint

types: $(DEV)
	$(BIN)/mypy

deploy-check: $(DEV)
	@echo "manage.py makemigrations --check und check --deploy, mit den Einstellungen des Produktivbetriebs"
	@# Only the code is asked, so the warning that no database answered is no news.
	@$(AS_PRODUCTION) $(BIN)/python -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	@$(AS_PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING

migrations: $(DEV) # Ist jede gelandete Migration, wie sie landete, und jede neue schonend?
	@$(BIN)/python .ci/landed
	@$(BIN)/python .ci/lint-migrations

locked: # Steht in den Sperrdateien keine Bezugsadresse?
	@! grep -nE 'https?://|--(extra-)?index-url|--find-links|--trusted-host|"resolved"' \
		requirements/*.txt package-lock.json tests/checker/package-lock.json || \
		{ echo "Eine Sperrdatei nennt eine Bezugsadresse: bitte „make lock“ ausführen." >&2; exit 1; }

unshared: # Everybody's own .env holds a secret and says DEMO=on: in the repository it would reach production.
	@! git ls-files --error-unmatch .env >/dev/null 2>&1 || \
		{ echo ".env steht in der Versionsverwaltung: „git rm --cached .env“ und in .gitignore eintragen." >&2; exit 1; }

audit: $(DEV)
	@$(BIN)/python .ci/audit requirements/base.txt

first-day: ## docs/operations.md auf einem leeren Debian Wort für Wort abtippen (als root; braucht Netz und eine Viertelstunde)
	@.ci/first-day

# --- For a release: docs/architecture.md, “Releases” ------------------------------------------------

landed: $(DEV) ## Zur Version in pyproject.toml: ihre neuen Migrationen verzeichnen, sie bleiben so
	@$(BIN)/python .ci/landed add

dump: $(DEV) ## Zur Version in pyproject.toml: die Beispieldaten als SQL für den Test der Aktualisierung
	@$(BIN)/python .ci/dump

lock: $(DEV) ## Sperrdateien neu berechnen (Versionen nach requirements/*.in und package.json)
	cd requirements && $(LOCK) --output-file=base.txt base.in && $(LOCK) --output-file=dev.txt dev.in
	for one in . tests/checker; do npm install --prefix $$one --package-lock-only --ignore-scripts \
		--omit-lockfile-registry-resolved --no-audit --no-fund; done

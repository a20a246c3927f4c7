#!/bin/sh
# The timers of a container: a backup each night at half past two, reminders each morning at half past seven.
# Both may be called twice: `remind` then changes nothing, `backup` makes one more.
set -u
trap 'exit 0' TERM INT
while :; do
  case "$(TZ=Europe/Berlin date +%H:%M)" in
    02:30) .venv/bin/python manage.py backup ;;
    07:30) .venv/bin/python manage.py remind ;;
  esac
  sleep 60 & wait $!
done

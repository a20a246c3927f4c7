"""Documents in a storage without folders (a bucket): kept, compared, backed up and brought back as on a disk."""

import hashlib
import json
import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from django.conf import settings as known
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from partners.models import Agreement
from quartiersarbeit.ground import documents
from quartiersarbeit.operating import backing_up, restoring, watching
from quartiersarbeit.operating.keeping import BackupError
from tests.factories import AgreementFactory

NOW = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)
CONTENT = b"%PDF-1.7 what both sides have signed"


@pytest.fixture
def bucket(settings):
    """A storage that has no paths: whoever asks for one fails."""
    memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = settings.STORAGES | {"default": memory}
    return default_storage


@pytest.fixture
def signed(bucket) -> Agreement:
    file = ContentFile(CONTENT, name="vereinbarung.pdf")
    made = AgreementFactory(document=file, document_sha256=hashlib.sha256(CONTENT).hexdigest())
    return Agreement.objects.get(pk=made.pk)


def test_a_document_is_handed_out_of_it(db, signed, client, koordination):
    client.force_login(koordination)
    answer = client.get(f"/vereinbarungen/{signed.pk}/dokument/")
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, CONTENT)


def test_a_replaced_and_a_missing_one_are_found(db, bucket, signed):
    assert documents.wrong() == []
    bucket.delete(signed.document.name)
    missing = documents.wrong()
    bucket.save(signed.document.name, ContentFile(b"%PDF-1.7 other terms"))
    assert [missing[0].split()[-1], documents.wrong()[0].split()[-1]] == ["fehlt.", "verändert."]


@pytest.mark.django_db(transaction=True)
def test_a_backup_brings_them_back(bucket, signed, tmp_path):
    backup = backing_up.make(tmp_path, "", NOW).backup
    bucket.delete(signed.document.name)
    assert restoring._documents(backup, "") == [signed.document.name]
    with bucket.open(signed.document.name) as content:
        assert content.read() == CONTENT


def test_one_with_anything_in_it_is_no_empty_place(bucket):
    restoring._insist_on_empty_storage()
    bucket.save("etwas.pdf", ContentFile(CONTENT))
    with pytest.raises(BackupError, match="Die Ablage der Dokumente ist nicht leer"):
        restoring._insist_on_empty_storage()


def test_no_disk_is_asked_how_much_room_it_has(db, bucket):
    disk = next(part for part in watching.state(timezone.now()).parts if part.code == "disk")
    assert (disk.fine, disk.said) == (True, "Die Dokumente liegen in einem anderen Speicher")


def test_a_setting_makes_a_bucket_the_place():
    given = {
        "DEMO": "off",
        "DEBUG": "on",
        "DATABASE_URL": "postgres://127.0.0.1:1/none",
        "DOCUMENTS_BUCKET": "dokumente",
        "DOCUMENTS_ENDPOINT": "https://s3.example.org",
    }
    program = (
        "import json; from quartiersarbeit import settings; print(json.dumps(settings.STORAGES['default']))"
    )
    done = subprocess.run([sys.executable, "-c", program], env=os.environ | given, cwd=known.BASE_DIR,
                          capture_output=True, text=True, check=True)  # fmt: skip
    assert json.loads(done.stdout) == {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": "dokumente",
            "endpoint_url": "https://s3.example.org",
            "default_acl": "private",
            "file_overwrite": False,
        },
    }

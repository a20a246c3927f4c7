"""Documents in an S3-compatible storage: kept, compared, backed up and brought back as in a folder."""

import hashlib
from datetime import UTC, datetime

import boto3
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from moto import mock_aws

from partners.models import Agreement
from quartiersarbeit.ground import documents
from quartiersarbeit.operating import backing_up, restoring
from quartiersarbeit.operating.keeping import BackupError
from tests.factories import AgreementFactory

NOW = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)
CONTENT = b"%PDF-1.7 what both sides have signed"
BUCKET = "dokumente"


@pytest.fixture
def bucket(settings, monkeypatch):
    """An empty bucket, as settings.py makes it the place of documents."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    with mock_aws():
        made = boto3.resource("s3").create_bucket(Bucket=BUCKET)
        given = {"bucket_name": BUCKET, "default_acl": "private", "file_overwrite": False}
        settings.STORAGES = settings.STORAGES | {
            "default": {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": given}
        }
        yield made


@pytest.fixture
def signed(bucket) -> Agreement:
    file = ContentFile(CONTENT, name="vereinbarung.pdf")
    made = AgreementFactory(document=file, document_sha256=hashlib.sha256(CONTENT).hexdigest())
    return Agreement.objects.get(pk=made.pk)


def test_a_document_lies_in_the_bucket_and_is_handed_out(db, bucket, signed, client, koordination):
    assert [one.key for one in bucket.objects.all()] == [signed.document.name]
    client.force_login(koordination)
    answer = client.get(f"/vereinbarungen/{signed.pk}/dokument/")
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, CONTENT)


def test_a_replaced_and_a_missing_one_are_found(db, bucket, signed):
    assert documents.wrong() == []
    bucket.Object(signed.document.name).put(Body=b"%PDF-1.7 other terms")
    changed = documents.wrong()
    bucket.Object(signed.document.name).delete()
    assert [changed[0].split()[-1], documents.wrong()[0].split()[-1]] == ["verändert.", "fehlt."]


@pytest.mark.django_db(transaction=True)
def test_a_backup_brings_them_back(bucket, signed, tmp_path):
    backup = backing_up.make(tmp_path, "", NOW).backup
    bucket.objects.all().delete()
    assert restoring._documents(backup, "") == [signed.document.name]
    with default_storage.open(signed.document.name) as content:
        assert content.read() == CONTENT


def test_a_bucket_with_anything_in_it_is_no_empty_place(db, bucket):
    restoring._insist_on_empty_storage()
    bucket.Object("etwas.pdf").put(Body=CONTENT)
    with pytest.raises(BackupError, match="Die Ablage der Dokumente ist nicht leer"):
        restoring._insist_on_empty_storage()

"""What of the sites is found by searching (see `quartiersarbeit.ground.search`)."""

from quartiersarbeit.ground.search import Kind
from sites.models import Site

KINDS = [Kind("standort", "Standorte", Site, "sites.view_site")]

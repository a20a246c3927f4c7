import pytest, time

from tests.year.story import STORY, City
from tests.year.walking import today


@pytest.mark.django_db
def test_walk():
    with today(STORY[0].on):
        city = City()
    for one in STORY:
        with today(one.on):
            t=time.time()
            print(one.on, one.what)
            one.act(city)
            print("   ", round(time.time()-t, 2))

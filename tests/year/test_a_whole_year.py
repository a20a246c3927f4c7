import os, pytest, time, logging
from tests.year.story import STORY, City
from tests.year.walking import today
from tests.year import asking, telling


@pytest.mark.django_db
def test_walk():
    logging.disable(logging.WARNING)
    with today(STORY[0].on):
        city = City()
    seen=set()
    o=open("/tmp/wt/walk.out","w")
    for one in STORY:
        with today(one.on):
            t=time.process_time()
            one.act(city)
            print(one.on, one.what, "ACT", round(time.process_time()-t,2), file=o, flush=True)
            all_=[]
            for who, browser in city.browsers.items():
                if who in ("Freigabe", "Revision", "Verwaltung", "BGW") and not one.milestone: continue
                t1=time.process_time()
                reader, told = telling.told_to(who, browser, details=one.milestone and who in ("Koordination","AWO"))
                all_ += told
                print("  ", who, len(reader.pages), sum(p is not None for p in reader.pages.values()), len(told), round(time.process_time()-t1,2), file=o, flush=True)
            for line in telling.disagreements(all_):
                if line not in seen:
                    seen.add(line); print("FAULT", line[:600],file=o, flush=True)

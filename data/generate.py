#!/usr/bin/env python3
"""Makes survey.csv, scores.csv and social.csv: made-up feedback on Larkfield, a home-goods shop that does not exist.

Python 3, standard library only; the same bytes each time:  python3 data/generate.py [FOLDER]

What is planted, by harm to NPS: time on hold (worst in the North), late delivery, an app release that hurts in
December only; then, much smaller, price, staff attitude, wrong charges, faulty goods, returns, the website.
"""
import csv
import datetime
import os
import random
import sys

SEED = 20250101
COMMENTS = 3000
POSTS = 1000
LAST_MONTH = 12

ITEMS = ["sofa", "bookcase", "kettle", "lamp", "armchair", "dining table", "rug", "mattress", "set of curtains", "mirror",
         "desk", "toaster", "wardrobe", "set of pans", "garden bench", "duvet", "chest of drawers", "coffee table"]
MINUTES = ["20", "25", "30", "35", "40", "45", "50", "55", "over an hour", "nearly an hour", "half an hour"]
DAYS = ["three", "four", "five", "six", "eight", "nine", "ten", "twelve"]
NAMES = ["Priya", "Tom", "Janet", "Kofi", "Ewa", "Marcus", "Siân", "Lucy", "Omar", "Beth", "Callum", "Ines"]

HOLD = """I was on hold for {min} minutes before anybody answered.
On hold for {min} minutes and then the line went dead.
Spent my whole lunch hour on hold.
The hold music nearly drove me mad, {min} minutes of it.
Waited {min} minutes on the phone just to ask one simple question.
Why does it take {min} minutes to get through on the phone?
Your phone queue is a joke: {min} minutes on hold.
I gave up after {min} minutes on hold.
Rang three times and sat on hold each time.
Kept on hold forever and then told to ring another number.
The hold time is unacceptable.
Hold times are ridiculous these days.
Long hold time when I called about my {item}.
I have better things to do than listen to hold music.
They put me on hold twice and then cut me off.
Was left on hold while they "checked something" for {min} minutes.
Phoned about my {item} and was kept holding for {min} minutes.
Nobody picks up the phone for {min} minutes at least.
The telephone waiting time is far too long.
Had to wait on the phone for {min} minutes, and it is not even a free number.
Call waiting times are awful.
Number 23 in the queue on the phone line, seriously?
I held for {min} minutes and nobody came.
Being on hold for so long is no way to treat people.
On hold again. Every time I call it is the same.
You need more people on the phones, I was on hold for {min} minutes.
It took {min} minutes for someone to answer the phone.
Called to change my delivery, on hold for ages.
My call was answered after {min} minutes on hold, which is just not good enough.
Endless hold music and no option of a call back.
{min} minutes on hold. {min} minutes!
stuck on hold for {min} mins then got cut off
Please sort out your phone lines, waiting {min} minutes to speak to someone is silly.
The worst part was the time on hold, the rest was fine.
I spent longer on hold than it took to build the {item}.
Only reason for the low score is the time I was on hold.
Sat on hold through my whole tea break.
The recorded voice said "your call is important to us" for {min} minutes while I was on hold.
Holding for {min} minutes is a disgrace.
Cant believe how long I was on hold.
Tried calling on Monday and Tuesday, {min} minutes on hold both days.
The wait on the phone was dreadful.
An hour on hold to sort out a missing screw.
I was on hold so long that my battery died.
Waited in the phone queue for {min} minutes and hung up."""

LATE = """My {item} arrived {days} days late.
The delivery was late and nobody told me.
Still waiting for my {item}, it was due last week.
The {item} was supposed to come on Friday, and it still has not arrived.
Delivery took {days} weeks longer than you said.
Late delivery again.
I took a day off work for the delivery and nobody came.
We waited in all day for the delivery and the van never turned up.
Delivery date was changed {days} times.
My order was delayed without any explanation.
The order did not arrive on time.
It has been {days} weeks and my order has not been delivered.
Slow delivery, I could have walked there and back.
The driver turned up four hours late with my order.
Delivered {days} days late, after the party it was for.
Your delivery slot means nothing, it came late.
Delivery delayed, then delayed again.
The {item} came so late that we had already bought another one.
Promised next day delivery and it took {days} days.
No sign of my {item} and the delivery date has passed.
I have been waiting for my order for {days} weeks.
My parcel turned up {days} days after the date you gave me.
Disappointed that the delivery was so late.
Missed the delivery slot and moved it to the week after.
Delivery was pushed back twice.
Your courier is always late.
late delivery, no apology, no update
The {item} should have been delivered in March and came in April.
Not delivered when promised.
I ordered a {item} for Christmas and it had not arrived by New Year.
Delivery takes far too long.
The birthday present arrived late, so thank you for nothing.
Half a day waiting for a delivery that came in the evening: late as usual.
It was late. The delivery was {days} days late and the box was left in the rain.
The {item} finally arrived, {days} days late.
My order got stuck in your warehouse and was {days} days late.
Deliveries in our area are always delayed.
The lateness of the delivery spoiled it, my order came {days} days late.
Ordered in good time, delivered too late for the move.
Parcel still not here after {days} days.
Two delivery dates missed, the third one kept.
Told Tuesday, delivered the Tuesday after: late.
Had to ask three times when my {item} would arrive, still not delivered.
A week overdue, my order, and counting."""

APP = """Since the update the app keeps crashing.
The new app is terrible, nothing works.
Your app crashes whenever I open my basket.
The latest version of the app is much worse than the old one.
App won't open since the update.
After the new release I can't see my orders in the app.
The app logs me out every single time now.
Please bring back the old app.
The new version of the app is so slow.
I could not pay in the app, it froze at the last step.
The app froze three times before I gave up.
Whoever approved this app update should be ashamed.
The app update wiped my wish list.
App is full of bugs since the last update.
The new app is confusing and ugly.
I used to love the app, the new one is useless.
App crashed and I was charged nothing and got nothing.
It takes five minutes for the app to load now.
I have deleted the app.
Uninstalled the app after the December update.
The app shows an error whenever I search for anything.
Can't log in to the app any more since the update.
The new design of the app is dreadful.
Nothing loads in the app, just a white screen.
the app is broken. fix it
Your new app drains my battery and then crashes.
The app update is a step backwards.
App keeps freezing on the delivery page.
Tried to track my {item} in the app but it crashed.
The app was fine until the update ruined it.
Since the new app came out I can't even order a {item}.
The app stopped working on my phone.
Every time I tap on an item the app closes.
New app release = disaster.
The app says "something went wrong" all day long.
My vouchers have gone from the app since the update.
Shopping in the new app is painful, it is slow and buggy.
App hangs when I scan my loyalty card.
Why change an app that worked? The new one is awful.
I had to order on my laptop because the app would not work.
The app no longer remembers me and crashes at checkout.
Bring the old version of the app back, this one is unusable.
Reinstalled the app twice, still crashes."""

PRICE = """Far too expensive for what it is.
Your prices have gone up again.
The {item} was cheaper elsewhere.
Overpriced, I am afraid.
Delivery is fine but the prices are too high.
I can get the same {item} cheaper online.
Getting too expensive for us.
The price of the {item} went up between my two visits.
Good things, but the price is steep.
Not worth the price.
It costs a fortune to furnish a room with you.
A bit pricey for a {item}.
Prices are ridiculous now.
I expected better quality for that price.
Too dear for pensioners.
The sale prices were higher than last year's normal ones, too expensive.
You charge too much for small things.
Cheaper at the place across the road.
A {item} for that money is a rip-off.
Another price increase, so I bought a cheaper one in town."""

ATTITUDE = """The man at the desk was rude to me.
A very rude assistant in the shop.
She was dismissive and could not be bothered to help.
The lady on the phone was short with me.
Staff were unfriendly and unhelpful.
I was spoken to like a child.
The delivery driver was rude and swore at us.
Nobody smiled, nobody cared. Rude staff.
The assistant rolled his eyes when I asked about the {item}.
Very bad attitude of the person at returns.
The manager was arrogant.
He was quite aggressive when I complained.
Your adviser was impolite and hung up on me.
Staff chatting with each other and ignoring customers, unfriendly lot.
I felt unwelcome, the staff were so rude.
Poor attitude from start to finish.
Rude, unhelpful and not interested.
She could not have been less helpful.
The young man was sarcastic and rude."""

CHARGES = """I was charged twice for my {item}.
You took the money from my account twice.
A delivery charge appeared that nobody had mentioned, hidden fees.
Charged me for a {item} I had sent back.
I was overcharged at the till.
My card was charged before the order was even confirmed, and for the wrong amount.
Unexpected charges on my bill.
I was billed for two when I ordered one.
There is an extra charge on my invoice that nobody can explain.
Hidden charges for carrying it upstairs.
The wrong amount was taken from my account.
They charged me for assembly I did not ask for.
I keep being charged for a plan I cancelled.
Surprise fees at the end of the order.
The price at the till was higher than on the shelf, I was overcharged.
You charged me full price and not the sale price.
Double charged, and I had to prove it myself."""

DEFECT = """The {item} broke after a week.
My {item} arrived faulty.
The {item} stopped working after two days.
A leg came off the {item} on the first evening, it is badly made.
The {item} is defective and I want another one.
One of the screws was broken and the {item} wobbles, it is faulty.
The switch on the {item} does not work.
Poor quality, the {item} fell apart.
The kettle leaks and does not switch off.
The drawer of my new desk is broken.
The {item} was faulty, so was the replacement.
It stopped working within a month.
The handle came off in my hand: the {item} is faulty.
The lamp never worked.
Bought a {item} and it broke almost at once.
It is the second faulty {item} from you."""

RETURNS = """Returning the {item} was a nightmare.
I had to pay for the return of a {item} that you got wrong.
They refused to take back the {item}.
Still waiting for my refund.
It took {days} weeks to get a refund.
Nobody came to collect the {item} I wanted to return.
The return process is far too complicated.
I have asked for my money back {days} times.
Where is my refund?
You refuse to refund me."""

WEBSITE = """The website is hard to use.
Your website kept crashing when I tried to order.
I could not find the {item} on your website.
The website is slow and confusing.
The website timed out three times.
The search on your website is useless.
The website was down on Sunday.
I could not log in to my account on the website."""

STAFF_GOOD = """The staff were so friendly and helpful.
{name} was brilliant and very patient with us.
Lovely staff, nothing was too much trouble.
A big thank you to {name} who was so kind.
The lady who served me was very helpful.
Really friendly people.
Your staff are always polite.
{name} went out of the way to help me choose a {item}.
Great service from {name} in the shop.
Staff are knowledgeable and friendly.
The delivery men were polite and careful.
I can't fault the staff.
Very helpful on the chat.
The assistant knew everything about the {item} and was a pleasure to deal with.
Helpful, cheerful staff as always.
They listened and sorted it out with a smile.
{name} was a star.
The best customer service I have had in years.
Such lovely people, well done.
So helpful and kind to my mother.
Professional and courteous from start to finish.
The young man at the desk was excellent.
Everybody I dealt with was polite and friendly.
{name} made me laugh and found me the perfect {item}."""

SPEED_GOOD = """Super fast delivery.
The {item} came the next day.
Quick delivery and careful drivers.
Delivered on time, as promised.
Ordered on Monday, arrived on Tuesday, wow.
My question was answered within minutes.
Very quick service.
No waiting at all on the phone.
It arrived earlier than expected.
Fast, efficient, done.
Delivery was spot on time.
The phone was answered straight away.
Prompt reply to my email.
Quick and efficient as always.
The driver was early and rang first."""

EASE_GOOD = """So easy to order.
The website is easy to use.
Simple to order, simple to pay.
Everything went smoothly.
Easy returns, no questions asked.
Ordering was quick and easy.
It was all very straightforward.
No problems at all.
The {item} was easy to put together.
Hassle-free from start to finish.
The instructions were clear and it was easy to build.
Really easy to arrange the delivery."""

PRODUCT_GOOD = """I love my new {item}.
The {item} is great quality.
Lovely {item}, looks even better than in the picture.
Excellent quality for the price.
Good value for money.
Great choice of lamps and rugs.
The {item} is beautifully made.
Very happy with my {item}.
Good prices and a lovely shop.
The quality of the {item} is excellent.
Always find something nice.
Exactly as described."""

PLAIN_GOOD = """All good, thank you.
Very happy.
Excellent.
Great shop, would recommend to anybody.
Perfect!
Happy customer here.
Great service.
Never had a problem in ten years.
Will shop here again.
Love Larkfield.
Five stars from me.
Keep up the good work."""

MIDDLING = """It was fine.
OK, nothing special.
Does what it says.
Average, really.
Not bad, not great.
I only bought a {item}.
Picked it up in the shop.
Fine on the whole, room for improvement.
As expected.
Reasonable.
My first order, so I can't say much yet.
Good shop but a long way from where I live.
The {item} is all right.
I would have liked more colours.
Could do with a café.
Satisfied on the whole."""

PLAIN_BAD = """Not good enough.
Very disappointed.
Terrible experience.
I will not be back.
Poor service.
Would not recommend.
Awful from start to finish.
You have lost a customer."""

EMPTY_ANSWERS = ["N/A", "n/a", "none", "-", ".", "No comment", "NA", "nothing"]

# theme: sentences, how often it stands in a comment (all months), what it does to the wish to recommend (points of 0..10)
COMPLAINTS = {
    "hold": (HOLD, 0.118, -5.6),
    "late": (LATE, 0.084, -4.6),
    "app": (APP, 0.004, -5.0),
    "price": (PRICE, 0.045, -2.2),
    "attitude": (ATTITUDE, 0.028, -3.4),
    "charges": (CHARGES, 0.022, -3.4),
    "defect": (DEFECT, 0.026, -2.8),
    "returns": (RETURNS, 0.014, -3.2),
    "website": (WEBSITE, 0.016, -2.0),
    "plain": (PLAIN_BAD, 0.016, -4.4),
}
PRAISE = [(STAFF_GOOD, 0.34), (SPEED_GOOD, 0.18), (EASE_GOOD, 0.14), (PRODUCT_GOOD, 0.20), (PLAIN_GOOD, 0.14)]
REGIONS = [("North", 0.22), ("South", 0.27), ("East", 0.16), ("West", 0.20), ("Midlands", 0.15)]
CHANNELS = [("email", 0.52), ("web", 0.28), ("sms", 0.12), ("store", 0.08)]
OPENERS = ["Sorry to say, ", "To be honest, ", "Honestly, ", "Well, ", "I have to say, ", "Once again, "]
TAILS = [" Please do something about it.", " Not impressed.", " It needs sorting out.", " Such a shame.", " This has to change.",
         " I expected better from Larkfield.", " Otherwise fine.", " Thanks for reading."]
LINKS = [" but ", ", but ", ". However, ", ", although ", " and yet "]
EMOJI_BAD = [" 😡", " 😞", " 👎", " 🙄", " 😤"]
EMOJI_GOOD = [" 😊", " 👍", " ❤️", " 😀", " 👏🏽", " 🎉"]
TYPOS = {"the": "teh", "received": "recieved", "because": "becuase", "delivery": "delivary", "minutes": "mintues", "really": "realy",
         "definitely": "definately", "terrible": "terible", "waiting": "wating", "customer": "costumer", "arrived": "arived",
         "friendly": "freindly", "again": "agian", "excellent": "excelent"}


class Writer:
    """Composes comments out of the sentences above; every choice comes from one seeded generator."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.bags = {}

    def pick(self, pairs):
        mark = self.random.random() * sum(weight for _, weight in pairs)
        for value, weight in pairs:
            mark -= weight
            if mark < 0:
                return value
        return pairs[-1][0]

    def sentence(self, sentences):
        """Deals the sentences like cards, so that every wording comes up before any is repeated."""
        bag = self.bags.setdefault(sentences, [])
        if not bag:
            bag.extend(sentences.split("\n"))
            self.random.shuffle(bag)
        return self.fill(bag.pop())

    def fill(self, text):
        for key, values in (("{item}", ITEMS), ("{min}", MINUTES), ("{days}", DAYS), ("{name}", NAMES)):
            while key in text:
                value = self.random.choice(values)
                if key == "{min}" and not value[0].isdigit():
                    text = text.replace("{min} minutes", value, 1).replace("{min} mins", value, 1)
                    text = text.replace("{min}", value, 1)
                else:
                    text = text.replace(key, value, 1)
        return text[0].upper() + text[1:] if text[0].isalpha() and self.random.random() < 0.97 else text

    def lower_first(self, text):
        keep = ("I ", "I'", "Larkfield", "N/A") + tuple(NAMES)
        return text if text.startswith(keep) else text[0].lower() + text[1:]

    def rough(self, text):
        """What keyboards and hurry do to a text."""
        r = self.random
        if r.random() < 0.06:
            words = text.split(" ")
            for i, word in enumerate(words):
                if word in TYPOS and r.random() < 0.7:
                    words[i] = TYPOS[word]
            text = " ".join(words)
        if r.random() < 0.25:
            text = text.replace("'", "’")
        elif r.random() < 0.06:
            text = text.replace("'", "")
        if r.random() < 0.07:
            text = text.lower()
        elif r.random() < 0.015:
            text = text.upper()
        if r.random() < 0.08:
            text = text.rstrip(".")
        elif r.random() < 0.05:
            text = text.rstrip(".") + "!!!"
        return text

    def complaints(self, month, region):
        found = []
        for name, (_, share, _) in COMPLAINTS.items():
            if name == "hold":
                share = share * 2.1 if region == "North" else share * 0.75
            if name == "app" and month == LAST_MONTH:
                share = 0.42
            if self.random.random() < share:
                found.append(name)
        self.random.shuffle(found)
        return found[:3]

    def comment(self, found):
        """Text, and how many sentences of praise stand in it."""
        r = self.random
        bad = [self.sentence(COMPLAINTS[name][0]) for name in found]
        good = []
        if not bad:
            if r.random() < 0.22:
                text = self.sentence(MIDDLING)
                return self.rough(text), 0
            for _ in range(1 + (r.random() < 0.35)):
                good.append(self.sentence(self.pick(PRAISE)))
            text = " ".join(good)
            if r.random() < 0.05:
                text += r.choice(EMOJI_GOOD)
            return self.rough(text), len(good)
        if r.random() < 0.27:
            good.append(self.sentence(self.pick(PRAISE[:4])))
        if r.random() < 0.10:
            bad[0] = r.choice(OPENERS) + self.lower_first(bad[0])
        text = " ".join(bad)
        if good:
            link = r.choice(LINKS)
            if link[0] == "." or r.random() < 0.5:
                text = good[0].rstrip(".!") + link + self.lower_first(text)
            else:
                text = text + " " + good[0]
        if r.random() < 0.10:
            text += r.choice(TAILS)
        if r.random() < 0.05:
            text += r.choice(EMOJI_BAD)
        if r.random() < 0.03:
            text = text.replace(". ", ".\n", 1)
        return self.rough(text), len(good)

    def wish(self, found, praised):
        """The wish to recommend, 0..10, before rounding."""
        value = 8.9 + (0.6 if praised else 0.0)
        if found:
            harms = sorted(COMPLAINTS[name][2] for name in found)
            value += harms[0] + 0.4 * sum(harms[1:])
        return value + self.random.gauss(0, 1.5)


def clamp(value, low, high):
    return max(low, min(high, int(round(value))))


def date_of(writer):
    month = writer.pick([(m, 0.078) for m in range(1, 12)] + [(12, 0.142)])
    days = (datetime.date(2025 + month // 12, month % 12 + 1, 1) - datetime.date(2025, month, 1)).days
    return datetime.date(2025, month, 1 + writer.random.randrange(days))


def survey(writer):
    rows = []
    for i in range(COMMENTS):
        date = date_of(writer)
        region = writer.pick(REGIONS)
        found = writer.complaints(date.month, region)
        text, praised = writer.comment(found)
        wish = writer.wish(found, praised)
        dice = writer.random.random()
        if dice < 0.055:
            text = ""
        elif dice < 0.085:
            text = writer.random.choice(EMPTY_ANSWERS)
        csat = "" if writer.random.random() < 0.02 else clamp(wish / 2.0 + writer.random.gauss(0, 0.45), 1, 5)
        rows.append({"id": "L%05d" % (10001 + i), "date": date.isoformat(), "region": region, "channel": writer.pick(CHANNELS),
                     "csat": csat, "comment": text, "nps": clamp(wish, 0, 10)})
    rows.sort(key=lambda row: (row["date"], row["id"]))
    # Rows that show what real exports hold.
    rows[40]["comment"] = 'The adviser said "we will call you back", and nobody did. I was on hold for 40 minutes, too.'
    rows[41]["comment"] = "Two things:\n1. the delivery was late\n2. the box was soaked, torn and open"
    rows[42]["comment"] = "Don’t change a thing, you’re brilliant 👏🏽"
    for position in (300, 900, 1500, 2100, 2700):
        rows.insert(position, dict(rows[position - 7]))
    return rows


def scores(writer, rows):
    out, seen = [], set()
    for row in rows:
        if row["id"] in seen or writer.random.random() < 0.03:
            continue
        seen.add(row["id"])
        out.append((row["id"], "" if writer.random.random() < 0.01 else row["nps"]))
    for i in range(12):
        out.append(("L%05d" % (90001 + i), writer.random.randrange(11)))
    out.insert(500, out[480])
    return out


def social(writer):
    r = writer.random
    names = ["homebird", "mossy_oak", "kettle_on", "fern_and_co", "northern_lass", "dadof3", "the_big_move", "teaandtoast", "rugrat",
             "lampshade", "attic_days", "sofa_so_good", "jen_b", "mark1972", "ollie", "greta_p", "plumpud", "zed", "quietcorner", "bee"]
    tags_bad = ["#fail", "#customerservice", "#NeverAgain", "#notgood", "#larkfield", "#fixit"]
    tags_good = ["#larkfield", "#happy", "#newhome", "#ThankYou", "#home", "#love"]
    posts = []
    for i in range(POSTS):
        date = date_of(writer)
        when = datetime.datetime(date.year, date.month, date.day, r.randrange(24), r.randrange(60), r.randrange(60))
        author = r.choice(names) + (str(r.randrange(100)) if r.random() < 0.6 else "")
        if posts and r.random() < 0.04:
            old = r.choice(posts)
            text = "RT @%s: %s" % (old["author"], old["text"])
        else:
            region = writer.pick(REGIONS)
            found = writer.complaints(date.month, region)
            if not found and r.random() < 0.45:
                found = [writer.pick([("hold", 0.38), ("late", 0.30), ("price", 0.08), ("attitude", 0.08), ("charges", 0.06), ("defect", 0.06)])]
            text, _ = writer.comment(found[:1])
            text = text.replace("\n", " ")
            if r.random() < 0.75:
                text = "@Larkfield " + text
            if r.random() < 0.45:
                text += " " + r.choice(tags_bad if found else tags_good)
            if r.random() < 0.15:
                text += r.choice(EMOJI_BAD if found else EMOJI_GOOD)
            if r.random() < 0.10:
                text += " https://pic.example.com/%06x" % r.randrange(1 << 24)
            if r.random() < 0.05:
                text = text.replace(" and ", " &amp; ", 1)
        posts.append({"post_id": str(1870000000000000000 + i * 7919000 + r.randrange(7000)), "created_at": when.isoformat() + "Z",
                      "author": author, "text": text, "likes": int(r.expovariate(0.25))})
    posts.sort(key=lambda post: (post["created_at"], post["post_id"]))
    return posts


def write(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
    writer = Writer(SEED)
    rows = survey(writer)
    header = ["id", "date", "region", "channel", "csat", "comment"]
    write(os.path.join(folder, "survey.csv"), header, [[row[name] for name in header] for row in rows])
    write(os.path.join(folder, "scores.csv"), ["id", "nps"], scores(writer, rows))
    header = ["post_id", "created_at", "author", "text", "likes"]
    write(os.path.join(folder, "social.csv"), header, [[post[name] for name in header] for post in social(Writer(SEED + 1))])


if __name__ == "__main__":
    main()

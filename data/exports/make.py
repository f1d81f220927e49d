#!/usr/bin/env python3
"""Writes the exports of this folder, each in the shape in which its source writes it. All content is made up.

usage: make.py [FOLDER]      (Python 3, standard library only; the same bytes every time)
"""
import csv
import io
import json
import os
import sys
import zipfile
from datetime import datetime, timedelta, timezone
from xml.sax.saxutils import escape

# What customers of made-up firms say: short and long, glad and angry, empty, over several lines, not only English.
SURVEY = [
    "I waited forty minutes on hold and then the line went dead.",
    "Priya in the shop was lovely, she sorted my contract in five minutes.",
    "Price went up twice this year and nobody told me.",
    "",
    "The engineer never turned up.\n\nSecond time this month!",
    "All good, thank you",
    "App keeps logging me out when I want to pay the bill",
    "Très bien, la conseillère était patiente",
    "Friendly staff but the queue was far too long",
    "N/A",
    "Broadband drops every evening around eight; I have reported it three times, nothing is done.",
    "Great value, would recommend to my \"tech-shy\" parents",
    "They promised a call back and I am still waiting",
    "Die Rechnung war wieder falsch",
    "Quick, polite, problem solved 👍",
    "Nobody reads these, do they?",
    "Refund took six weeks, had to chase it = not acceptable",
    "The new router is brilliant",
]
REVIEWS = [
    ("Never again", "The parcel arrived two weeks late and the box was crushed.\nCustomer service did not answer."),
    ("Lovely shop", "Beautiful packaging, quick delivery, and the mug is even nicer than in the picture."),
    ("Okay", "Does what it should, nothing special."),
    ("Überteuert", "Für den Preis hätte ich mehr erwartet."),
    ("Best support", "Tom on the chat fixed my order within minutes. Thank you!"),
    ("", "Still waiting for my refund, third email unanswered"),
    ("Broken on arrival", "Handle was cracked, photos sent, replacement came the next day though."),
    ("Rude", "The lady on the phone hung up on me."),
    ("⭐⭐⭐⭐⭐", "Love it ❤️ my daughter uses it every day"),
    ("Wrong size", "Ordered an M, got an XL, and I must pay the return myself?"),
    ("Très content", "Livraison rapide, produit conforme."),
    ("Good value", "Cheap, works, arrived on time."),
    ("Checkout hangs", "Website froze at the payment page & I was charged twice."),
    ("Fine", "ok"),
    ("Disappointed", "Quality has gone downhill since last year, seams came apart after one wash."),
    ("Super", "Easy to order, easy to send back."),
]
APP = [
    ("Crashes", "Crashes every time I open the map since the last update."),
    ("", ""),
    ("Love it", "So easy to book a table, I use it every week"),
    ("", "Login code never arrives, useless"),
    ("", ""),
    ("Great", "Clear, fast, no ads."),
    ("Battery", "Drains my battery in the background 😡"),
    ("", ""),
    ("Muy buena", "Fácil de usar y rápida"),
    ("Slow", "Takes ages to load, then shows last week's prices"),
    ("", "ok"),
    ("Dark mode", "Please add dark mode.\nOtherwise perfect!"),
    ("", ""),
    ("", "Payment failed twice but the money was taken"),
    ("Helpful", "Support answered within an hour, very kind."),
    ("", ""),
]
POSTS = [
    "@LarkfieldHelp waited two hours and then cut off. Awful.",
    "Great, @Larkfield replaced my kettle in a day 👏",
    "Is anyone else's Larkfield app down? Can't log in since this morning #outage",
    "RT @moira_k: @LarkfieldHelp waited two hours and then cut off. Awf…",
    "Larkfield opens a shop in our street, nice!",
    "never ordering from larkfield again, parcel left in the rain &amp; soaked",
    "Prices at Larkfield are getting silly",
    "Danke @Larkfield, super schnell geliefert 🚚",
    "@Larkfield your driver was rude to my mum",
    "Larkfield's lamp looks gorgeous in the living room 😍 https://example.com/p/1",
    "Sundays at Larkfield: live music, come along",
    "Larkfieldさん、配送がとても早かったです",
    "@LarkfieldHelp order 8841 missing for ten days, no reply to my mails",
    "I like their tea, hate their website",
    "The Larkfield chatbot goes round in circles. Let me talk to a person!",
    "Best returns policy in town, thank you Larkfield",
]
NEWS = [
    ("Larkfield to close two warehouses", "Customers have complained of late parcels since the spring, a spokeswoman said."),
    ("Shops of the year", "Larkfield wins praise for patient, friendly staff."),
    ("Price rises bite", "Shoppers at Larkfield say the new delivery charge is unfair."),
    ("-", "-"),
    ("Review: the Larkfield kettle", "Boils fast, looks good, and the lid sticks a little."),
    ("App outage leaves shoppers stuck", "Nobody could log in to the Larkfield app for three hours."),
    ("Larkfield ouvre à Lyon", "Les clients sont ravis de l’accueil."),
    ("Letters", "My refund took two months and nobody would help me."),
    ("Data leak at retailer", "Larkfield apologised to customers whose addresses were exposed."),
    ("Five gifts under ten pounds", "The Larkfield candle is great value."),
    ("Strike ends", "Deliveries are back to normal, the company said on Monday."),
    ("Queue trouble", "People waited up to two hours on the Larkfield helpline."),
    ("Town fair", "Thanks to Larkfield for the tents!"),
]
TICKETS = [
    ("Parcel not delivered", "good", "Quick answer, thanks a lot"),
    ("Charged twice for order 5512", "bad", "Still no refund after three weeks"),
    ("How do I change my address?", "offered", ""),
    ("Login does not work", "good", "Sam was very helpful"),
    ("Damaged table", "bad", "I had to explain it to four people"),
    ("Invoice needed", "unoffered", ""),
    ("Rude courier", "bad", "Nobody took it seriously"),
    ("Where is my refund", "offered", ""),
    ("Thank you!", "good", ""),
    ("Falsche Größe erhalten", "good", "Schnell gelöst"),
    ("Wrong item sent, second time", "bad", "Useless, copy and paste replies"),
    ("Discount code rejected", "", ""),
    ("Return label missing", "good", "Solved in one message\nbrilliant"),
    ("Cancel my account", "bad", ""),
]

START = datetime(2025, 3, 3, 8, 5, 30)


def moment(i):
    return START + timedelta(days=2 * i, hours=(i * 5) % 11, minutes=(i * 17) % 60, seconds=(i * 29) % 60)


def unix(i):
    return int(moment(i).replace(tzinfo=timezone.utc).timestamp())


def iso(i):
    return moment(i).strftime("%Y-%m-%dT%H:%M:%SZ")


def plain(i):
    return moment(i).strftime("%Y-%m-%d %H:%M:%S")


def table(rows, delimiter=",", end="\r\n", quoting=csv.QUOTE_MINIMAL):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)
    return out.getvalue()


def nps_of(i):
    return [2, 10, 4, 9, 0, 8, 3, 9, 6, 7, 1, 10, 2, 5, 9, 7, 0, 10][i % 18]


def group_of(score):
    return "Promoter" if score >= 9 else "Passive" if score >= 7 else "Detractor"


# A workbook by hand: one sheet of inline strings and numbers, the first `above` rows given as they are.
def workbook(rows, sheet="Sheet1"):
    def letters(n):
        out = ""
        while n >= 0:
            out = chr(ord("A") + n % 26) + out
            n = n // 26 - 1
        return out

    body = []
    for r, row in enumerate(rows, 1):
        cells = []
        for c, value in enumerate(row):
            if value in ("", None):
                continue
            at = f"{letters(c)}{r}"
            if isinstance(value, (int, float)):
                cells.append(f'<c r="{at}"><v>{value}</v></c>')
            else:
                text = escape(str(value))
                cells.append(f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>')
        if cells:
            body.append(f'<row r="{r}">{"".join(cells)}</row>')
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        f'<sheet name="{escape(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{"".join(body)}</sheetData></worksheet>',
    }
    out = io.BytesIO()
    # Stored, not packed: the bytes must not depend on a version of zlib.
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), (head + text).encode())
    return out.getvalue()


QUALTRICS = [
    ("StartDate", "Start Date", "startDate"), ("EndDate", "End Date", "endDate"),
    ("Status", "Response Type", "status"), ("IPAddress", "IP Address", "ipAddress"),
    ("Progress", "Progress", "progress"), ("Duration (in seconds)", "Duration (in seconds)", "duration"),
    ("Finished", "Finished", "finished"), ("RecordedDate", "Recorded Date", "recordedDate"),
    ("ResponseId", "Response ID", "_recordId"), ("RecipientLastName", "Recipient Last Name", "recipientLastName"),
    ("RecipientFirstName", "Recipient First Name", "recipientFirstName"),
    ("RecipientEmail", "Recipient Email", "recipientEmail"),
    ("ExternalReference", "External Data Reference", "externalDataReference"),
    ("LocationLatitude", "Location Latitude", "locationLatitude"),
    ("LocationLongitude", "Location Longitude", "locationLongitude"),
    ("DistributionChannel", "Distribution Channel", "distributionChannel"),
    ("UserLanguage", "User Language", "userLanguage"),
    ("Q2_NPS_GROUP", "How likely are you to recommend us? - Group", "QID2_NPS_GROUP"),
    ("Q2", "How likely are you to recommend us?", "QID2"),
    ("Q3", "What is the main reason\nfor your <strong>score</strong>?", "QID3_TEXT"),
    ("Q6", "Which channel did you use? - Selected Choice", "QID6"),
    ("Q6_6_TEXT", "Which channel did you use? - Other - Text", "QID6_6_TEXT"),
]


def qualtrics_rows():
    rows = []
    channels = ["Phone", "Shop", "Web", "App"]
    for i, text in enumerate(SURVEY):
        score = nps_of(i)
        status, finished, progress, via = "IP Address", "True", 100, "anonymous"
        if i == 2:
            status, via = "Survey Preview", "preview"
        if i in (8, 15):
            finished, progress = "False", 45
        if i == 5:
            score = -99
        other = "I wrote a letter to your head office" if i == 12 else "-99" if i == 6 else ""
        rows.append([
            plain(i), (moment(i) + timedelta(seconds=60 + i)).strftime("%Y-%m-%d %H:%M:%S"), status, "203.0.113.7",
            progress, 60 + i, finished, (moment(i) + timedelta(seconds=61 + i)).strftime("%Y-%m-%d %H:%M:%S"),
            f"R_{i:02d}fYerfeCsBnsJ{i:02d}", "", "", "", "", "51.4", "-0.1", via, "EN",
            "" if score < 0 else group_of(score), score, text, "Other" if other else channels[i % 4], other])
    return rows


def qualtrics():
    ids = []
    for name, _, mark in QUALTRICS:
        zone = ',"timeZone":"America/New_York"' if name.endswith("Date") else ""
        ids.append(f'{{"ImportId":"{mark}"{zone}}}')
    head = [[name for name, _, _ in QUALTRICS], [text for _, text, _ in QUALTRICS], ids]
    return table(head + qualtrics_rows(), end="\n").encode()


def qualtrics_xlsx():
    head = [[name for name, _, _ in QUALTRICS], [text for _, text, _ in QUALTRICS]]
    return workbook(head + qualtrics_rows())


def qualtrics_legacy():
    head = [[f"V{n}" for n in range(1, 11)] + ["Q1", "Q2"],
            ["ResponseID", "ResponseSet", "Name", "ExternalDataReference", "Email", "IPAddress", "Status", "StartDate",
             "EndDate", "Finished", "How likely are you to recommend us?", "What could we do better?"]]
    rows = [[f"R_old{i:02d}", "Default Response Set", "Anonymous", "", "", "203.0.113.9", 0, plain(i), plain(i),
             0 if i == 9 else 1, nps_of(i), text] for i, text in enumerate(SURVEY[:14])]
    return table(head + rows).encode()


def surveymonkey():
    head = [["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address", "First Name",
             "Last Name", "Custom Data 1", "How likely is it that you would recommend Larkfield to a friend?",
             "What did you buy?", "", "", "What should we do better?"],
            ["", "", "", "", "", "", "", "", "", "Response", "Clothes", "Toys", "Other (please specify)",
             "Open-Ended Response"]]
    rows = []
    for i, text in enumerate(SURVEY):
        begun, ended = moment(i), moment(i) + timedelta(minutes=3)
        form = "%m/%d/%Y %I:%M:%S %p"
        rows.append([11540098700 + i * 31, 408811902, begun.strftime(form), ended.strftime(form), "203.0.113.21", "", "",
                     "", "", nps_of(i), "Clothes" if i % 2 else "", "Toys" if i % 3 == 0 else "",
                     "a garden chair" if i == 4 else "", text])
    return table(head + rows, end="\n").encode()


def typeform():
    head = [["#", "Hi, how likely are you to recommend <em>Larkfield</em>?", "What is the main reason for your score?",
             "Which shop did you visit?", "Response Type", "Start Date (UTC)", "Stage Date (UTC)", "Submit Date (UTC)",
             "Network ID", "Tags"]]
    rows = [[f"{(i + 3) * 7919 ** 3 % 16 ** 12:012x}ab{i:02d}", nps_of(i), text, ["North", "South"][i % 2], "completed",
             plain(i), "", (moment(i) + timedelta(minutes=2)).strftime("%Y-%m-%d %H:%M:%S"), f"{i * 4241 + 17:08x}", ""]
            for i, text in enumerate(SURVEY[:15])]
    return table(head + rows, end="\n").encode()


def google_forms():
    head = [["Timestamp", "Email Address", "How likely are you to recommend us to a friend?", "What went well or badly?",
             "What did you use? (tick all)"]]
    rows = []
    for i, text in enumerate(SURVEY[3:17]):
        when = moment(i)
        hour = when.hour % 12 or 12
        stamp = f"{when:%Y/%m/%d} {hour}:{when:%M:%S} {when:%p} GMT+3"
        rows.append([stamp, f"guest{i}@example.com", nps_of(i + 3), text, ["Shop, App", "Web", "Phone, Web"][i % 3]])
    return table(head + rows).encode()


def google_forms_de():
    head = [["Zeitstempel", "Wie wahrscheinlich ist es, dass Sie uns empfehlen?", "Was hat Ihnen gefallen, was nicht?"]]
    rows = [[f"{moment(i):%d.%m.%Y %H:%M:%S}", nps_of(i), text] for i, text in enumerate(SURVEY[:12])]
    return table(head + rows).encode()


def medallia():
    head = [["request_id", "ext_interaction_id", "request_sent_at", "response_received_at", "channel", "brand",
             "employee_id", "employee_name", "star_rating", "comments"]]
    rows = [[f"req-{4100 + i}", f"INT{90210 + i * 3}", plain(i),
             (moment(i) + timedelta(hours=2)).strftime("%Y-%m-%d %H:%M:%S"), ["chat", "email", "phone"][i % 3],
             "Larkfield", f"E{i % 4:03d}", ["Ana B.", "Joe K.", "Mei L.", "Omar D."][i % 4],
             [1, 5, 2, 4, 1, 5, 2, 5, 3][i % 9], text] for i, text in enumerate(SURVEY)]
    return table(head + rows, end="\n").encode()


def delighted():
    answers = [{"id": str(510000 + i), "person": str(990 + i), "survey_type": "nps", "score": nps_of(i),
                "comment": text or None, "permalink": f"https://example.com/r/{510000 + i}", "created_at": unix(i),
                "updated_at": None, "person_properties": {"Delighted Source": "Email", "Plan": ["Basic", "Plus"][i % 2]},
                "notes": [], "tags": ["vip"] if i % 5 == 0 else [], "additional_answers": []}
               for i, text in enumerate(SURVEY)]
    return json.dumps(answers, ensure_ascii=False).encode()


def zendesk_tickets():
    times = ["First reply time in minutes", "First reply time in minutes within business hours",
             "First resolution time in minutes", "Full resolution time in minutes",
             "Full resolution time in minutes within business hours", "Agent wait time in minutes",
             "Requester wait time in minutes", "On hold time in minutes"]
    head = [["Id", "Requester", "Subject", "Status", "Created at", "Solved at", "Via", "Group", "Assignee", "Tags",
             "Satisfaction Score"] + times]
    rows = []
    for i, (subject, score, _) in enumerate(TICKETS):
        solved = moment(i) + timedelta(hours=5 + i)
        minutes = [12 + i * 7, 9 + i * 5, 240 + i * 31, 300 + i * 60, 200 + i * 20, 30 + i, 150 + i * 11, i % 3 * 10]
        is_open = i == 11
        rows.append([48100 + i, f"Customer {i}", subject, "Open" if is_open else "Solved", moment(i).strftime("%Y-%m-%d %H:%M"),
                     "" if is_open else solved.strftime("%Y-%m-%d %H:%M"), ["Mail", "Web form", "Chat"][i % 3], "Support",
                     ["Sam", "Lea"][i % 2], "orders refunds" if i % 4 == 1 else "", score.capitalize()]
                    + (minutes if not is_open else minutes[:1] + [""] * 7))
    return table(head + rows, end="\n").encode()


def zendesk_api():
    tickets = []
    for i, (subject, score, comment) in enumerate(TICKETS):
        rating = {"score": score or "unoffered"}
        if score in ("good", "bad"):
            rating = {"id": 35436 + i, "score": score, "comment": comment or None,
                      "reason": "The issue took too long to resolve" if score == "bad" else None}
        tickets.append({"url": f"https://example.com/api/v2/tickets/{48100 + i}.json", "id": 48100 + i,
                        "created_at": iso(i), "updated_at": iso(i + 1), "subject": subject, "status": "closed",
                        "tags": ["orders"], "via": {"channel": "web"}, "satisfaction_rating": rating})
    return json.dumps({"tickets": tickets, "next_page": None, "count": len(tickets)}, ensure_ascii=False, indent=1).encode()


def intercom_messages():
    head = [["conversation_id", "message_id", "message_body", "message_created_at", "message_author_type",
             "message_author_name", "message_author_email"]]
    rows = []
    for i, text in enumerate(SURVEY):
        rows.append([7000 + i, f"m{i:03d}u", text, plain(i), "user", f"Guest {i}", ""])
        if i % 4 == 0:
            rows.append([7000 + i, f"m{i:03d}a", "Thanks for writing, let me look into this for you.", plain(i), "admin",
                         "Lea", "lea@example.com"])
    return table(head + rows, end="\n").encode()


def intercom_ratings():
    conversations = []
    for i, text in enumerate(SURVEY[:14]):
        rated = i % 5 != 3
        conversations.append({
            "type": "conversation", "id": str(215468000 + i), "created_at": unix(i), "state": "closed",
            "conversation_rating": {"rating": [1, 5, 2, 3, 1, 4][i % 6] if rated else None, "remark": text or None,
                                    "created_at": unix(i) + 600, "teammate": {"type": "admin", "id": str(7 + i % 2)}}})
    return json.dumps({"type": "conversation.list", "conversations": conversations}, ensure_ascii=False).encode()


def stars(i):
    return [1, 5, 3, 2, 5, 1, 3, 1, 5, 2, 5, 4, 1, 3, 2, 5][i % 16]


def trustpilot():
    head = [["Review Id", "Review Created (UTC)", "Review Stars", "Review Title", "Review Content", "Review Username",
             "Domain Url", "Location Name", "Source Of Review", "Review Language", "Reference Id", "Tags"]]
    rows = [[f"{0x64a1f00 + i * 4099:024x}", plain(i), stars(i), title, text, f"shopper {i}", "larkfield.example",
             "", ["Organic", "Invitation"][i % 2], "en", "", ""] for i, (title, text) in enumerate(REVIEWS)]
    return table(head + rows, end="\n").encode()


def google_play():
    head = [["Package Name", "App Version Code", "App Version Name", "Reviewer Language", "Device",
             "Review Submit Date and Time", "Review Submit Millis Since Epoch", "Review Last Update Date and Time",
             "Review Last Update Millis Since Epoch", "Star Rating", "Review Title", "Review Text",
             "Developer Reply Date and Time", "Developer Reply Millis Since Epoch", "Developer Reply Text",
             "Review Link"]]
    rows = []
    for i, (title, text) in enumerate(APP):
        link = "http://play.example.com/console/developers/1/app/2/user-feedback/review-details?reviewId=" \
            f"00000000-0000-4000-8000-{i:012d}&corpus=PUBLIC_REVIEWS" if title or text else ""
        rows.append(["com.example.larkfield", 310 + i // 6, f"3.{i // 6}.0", ["en", "es"][i == 8], "a51", iso(i),
                     unix(i) * 1000, iso(i), unix(i) * 1000, [1, 4, 5, 1, 2, 5, 2, 5, 4, 2, 3, 4, 5, 1, 5, 1][i], title, text,
                     "", "", "", link])
    return b"\xff\xfe" + table(head + rows, end="\n").encode("utf-16-le")


def app_store():
    data = [{"type": "customerReviews", "id": f"00000042-{i:04d}-4000-8000-00000000{i:04d}",
             "attributes": {"rating": stars(i), "title": title, "body": text, "reviewerNickname": f"nick{i}",
                            "createdDate": moment(i).strftime("%Y-%m-%dT%H:%M:%S-07:00"),
                            "territory": ["GBR", "DEU", "USA"][i % 3]},
             "relationships": {"response": {"links": {"related": f"https://example.com/v1/customerReviews/{i}/response"}}}}
            for i, (title, text) in enumerate(REVIEWS)]
    return json.dumps({"data": data, "links": {"self": "https://example.com/v1/apps/1/customerReviews"},
                       "meta": {"paging": {"total": len(data), "limit": 200}}}, ensure_ascii=False).encode()


BRANDWATCH = ["Query Id", "Query Name", "Date", "Title", "Url", "Domain", "Sentiment", "Page Type", "Language",
              "Country Code", "Author", "Full Name", "Mention Id", "Resource Id", "Original Url", "Content Source Name",
              "Full Text", "X Repost of", "X Reply to", "X Likes", "Thread Entry Type", "Impressions"]


def brandwatch_rows():
    rows = []
    for i, text in enumerate(POSTS):
        url = f"http://x.example/shop{i}/statuses/13{i:016d}"
        repost = f"http://x.example/moira_k/statuses/13{0:016d}" if text.startswith("RT ") else ""
        rows.append([1998, "Larkfield", moment(i).strftime("%Y-%m-%d %H:%M:%S.0"), "", url, "x.example",
                     ["negative", "positive", "neutral"][i % 3], "twitter", "en", "GBR", f"user_{i}", f"User {i}",
                     70000 + i, f"9{i:08d}7", url, "X", text, repost, "", i * 3 % 7, "post", 100 + i * 13])
    return rows


def brandwatch():
    above = [["Report:", "Bulk Mentions Download"], ["Brand:", "Larkfield"], ["From:", "Sat Mar 01 00:00:00 UTC 2025"],
             ["To:", "Mon Apr 28 00:00:00 UTC 2025"], ["Label:", "Larkfield mentions"]]
    return b"\xef\xbb\xbf" + (table(above, end="\n", quoting=csv.QUOTE_ALL) + "\n"
                              + table([BRANDWATCH] + brandwatch_rows(), end="\n")).encode()


def brandwatch_xlsx():
    above = [["Report:", "Bulk Mentions Download"], ["Brand:", "Larkfield"], ["From:", "2025-03-01T00:00:00.000Z"],
             ["To:", "2025-04-28T00:00:00.000Z"], ["Label:", "Larkfield mentions"], []]
    return workbook(above + [BRANDWATCH] + brandwatch_rows(), "Mentions")


def meltwater():
    head = [["Date", "Time", "Document ID", "URL", "Input Name", "Headline", "Hit Sentence", "Source", "Influencer",
             "Author Handle", "Country", "Language", "Reach", "Sentiment"]]
    rows = [[moment(i).strftime("%d-%b-%Y"), moment(i).strftime("%I:%M %p"), f"doc{i:05d}", f"https://news.example/{i}",
             "Larkfield", title, text, "Daily Example", "-", "-", "United Kingdom", "English", 1200 * (i + 1),
             ["Negative", "Positive", "Neutral"][i % 3]] for i, (title, text) in enumerate(NEWS)]
    return b"\xff\xfe" + table(head + rows, delimiter="\t").encode("utf-16-le")


def talkwalker_items():
    items = []
    for i, (title, text) in enumerate(NEWS):
        if title == "-":
            title, text = "", "Larkfield 👍"
        items.append({"url": f"https://blog.example/{i}", "published": unix(i) * 1000, "title": title, "content": text,
                      "source_type": ["BLOG", "ONLINENEWS"][i % 2], "lang": "fr" if i == 6 else "en", "sentiment": i % 3 - 1,
                      "engagement": i * 4, "reach": 900 + 10 * i, "extra_author_attributes": {"name": f"Writer {i}"},
                      "extra_source_attributes": {"name": "Example Blog", "world_data": {"country": "United Kingdom",
                                                                                         "country_code": "gb"}}})
    return items


def flat(item, prefix=""):
    out = {}
    for key, value in item.items():
        out.update(flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key: value})
    return out


def talkwalker():
    items = [flat(item) for item in talkwalker_items()]
    return table([list(items[0])] + [list(item.values()) for item in items]).encode()


def talkwalker_json():
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in talkwalker_items()).encode()


def sprinklr():
    head = ["Created Time", "snTypeColumn", "From User", "Account", "Country", "Conversation Stream", "Permalink",
            "Sentiment", "Likes"]
    rows = [[plain(i), ["TWITTER", "FACEBOOK"][i % 2], f"user_{i}", "Larkfield Care", "GB", text,
             f"https://social.example/p/{i}", ["NEGATIVE", "POSITIVE", "NEUTRAL"][i % 3], i * 2]
            for i, text in enumerate(POSTS)]
    return workbook([["Larkfield Inbound Messages : Mar 1, 2025 - Apr 28, 2025"], [], head] + rows, "Inbound")


def sprout():
    head = [["Date", "Post ID", "Network", "Post Type", "Content Type", "Profile", "Sent by", "Link", "Post",
             "Impressions", "Reactions", "Comments"]]
    posts = ["Our autumn range is here 🍂 come and see!", "Sorry to everyone who waited today: the phones are back.",
             "Win a picnic basket: tell us your favourite park", "New shop, new coffee corner ☕",
             "We are hiring!\nTen places in our warehouse.", "Delivery may take a day longer this week.",
             "Thank you for 10,000 followers", "Behind the scenes with Tom, our mug maker", "",
             "Free returns until the end of May", "Our app is down. We are on it.", "It works again, thanks for your patience",
             "Besuchen Sie uns in Köln"]
    rows = [[moment(i).strftime("%m/%d/%Y %I:%M %p").lower(), f"17{i:015d}", ["Facebook", "X"][i % 2], "Post", "Photo",
             "Larkfield", "Kim", f"https://social.example/larkfield/{i}", text, 1000 + i * 37, i * 5, i]
            for i, text in enumerate(posts)]
    return table(head + rows, end="\n").encode()


def youscan():
    head = [["Date", "Time", "Title", "Text snippet", "Sentiment", "Source", "Author", "Author's profile", "URL",
             "Engagement", "Reach"]]
    rows = [[moment(i).strftime("%d.%m.%Y"), moment(i).strftime("%H:%M"), "", text, ["Negative", "Positive", "Neutral"][i % 3],
             "x.example", f"user_{i}", f"https://x.example/user_{i}", f"https://x.example/s/{i}", i, i * 50]
            for i, text in enumerate(POSTS)]
    return table(head + rows, delimiter=";", end="\r\n").encode("utf-8-sig")


def x_post(i):
    text = POSTS[i]
    ident = str(1290969671778541568 + i * 1000003)
    post = {"id": ident, "author_id": str(2244994945 + i % 5), "created_at": moment(i).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
            "lang": "en", "text": text, "edit_history_tweet_ids": [ident], "conversation_id": ident,
            "public_metrics": {"retweet_count": i % 4, "reply_count": i % 3, "like_count": i * 2, "quote_count": 0}}
    if text.startswith("RT "):
        post["referenced_tweets"] = [{"type": "retweeted", "id": "1290969671778541568"}]
    return post


X_USERS = [{"id": str(2244994945 + n), "name": f"Person {n}", "username": f"person_{n}",
            "public_metrics": {"followers_count": 50 * n}} for n in range(5)]


def x_api():
    posts = [x_post(i) for i in range(len(POSTS))]
    return json.dumps({"data": posts, "includes": {"users": X_USERS, "tweets": [dict(posts[0], text=POSTS[0])]},
                       "meta": {"result_count": len(posts), "newest_id": posts[-1]["id"], "oldest_id": posts[0]["id"]}},
                      ensure_ascii=False, indent=2).encode()


def x_api_lines():
    out = []
    for i in range(len(POSTS)):
        out.append(json.dumps({"data": x_post(i), "includes": {"users": [X_USERS[i % 5]]}}, ensure_ascii=False) + "\n")
    return "".join(out).encode()


def reddit():
    out = []
    for i, (title, text) in enumerate(REVIEWS):
        text = "[removed]" if i == 3 else "" if i == 13 else text
        out.append(json.dumps({"author": f"u{i}", "created_utc": unix(i), "id": f"k{i:05x}", "name": f"t3_k{i:05x}",
                               "num_comments": i * 3, "permalink": f"/r/larkfield/comments/k{i:05x}/", "score": i * 7 - 3,
                               "selftext": text, "subreddit": "larkfield", "title": title or "Refund", "over_18": False},
                              ensure_ascii=False) + "\n")
    return "".join(out).encode()


FILES = {
    "qualtrics.csv": qualtrics,
    "qualtrics.xlsx": qualtrics_xlsx,
    "qualtrics_legacy.csv": qualtrics_legacy,
    "surveymonkey.csv": surveymonkey,
    "typeform.csv": typeform,
    "google_forms.csv": google_forms,
    "google_forms_de.csv": google_forms_de,
    "medallia_agent_connect.csv": medallia,
    "delighted.json": delighted,
    "zendesk_tickets.csv": zendesk_tickets,
    "zendesk_api.json": zendesk_api,
    "intercom_messages.csv": intercom_messages,
    "intercom_ratings.json": intercom_ratings,
    "trustpilot.csv": trustpilot,
    "google_play.csv": google_play,
    "app_store.json": app_store,
    "brandwatch.csv": brandwatch,
    "brandwatch.xlsx": brandwatch_xlsx,
    "meltwater.csv": meltwater,
    "talkwalker.csv": talkwalker,
    "talkwalker.ndjson": talkwalker_json,
    "sprinklr.xlsx": sprinklr,
    "sprout_social.csv": sprout,
    "youscan.csv": youscan,
    "x_api.json": x_api,
    "x_api.ndjson": x_api_lines,
    "reddit.ndjson": reddit,
}


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
    for name, make in FILES.items():
        with open(os.path.join(folder, name), "wb") as out:
            out.write(make())


if __name__ == "__main__":
    main()

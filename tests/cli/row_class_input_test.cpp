// Rows that are counted and left out, and posts that are counted with others.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "support/job.h"

namespace verbatim {
namespace {

// As Qualtrics writes it, but for the header rows.
const std::string kSurvey =
    lines({"Status,Progress,Finished,ResponseId,DistributionChannel,Consent,Q1 comment",
           "IP Address,100,True,R_1,email,Yes,slow and rude staff",
           "Survey Preview,100,True,R_2,preview,Yes,rude staff test",
           "IP Address,34,False,R_3,email,Yes,never finished slow",
           "IP Address,100,True,R_4,email,No,my SECRETWORD was lost",
           "IP Address,100,True,R_5,email,,fine staff", "Survey Test,12,False,R_6,test,No,SECRETWORD again"});

bool any_file_holds(const Job& job, const std::string& word) {
  for (const char* name : {"report.html", "report.json", "drivers.csv", "themes.csv", "comments.csv",
                           "rejects.csv", "run.json"}) {
    if (job.file(name).find(word) != std::string::npos) return true;
  }
  return job.run.out.find(word) != std::string::npos || job.says(word);
}

TEST_CASE("row_class: previews, unfinished and opted out rows are counted and left out") {
  const Job job(kSurvey);
  CHECK(job.run.code == 0);
  CHECK(job.ledger == "analysed 2, opt_out 2, preview 1, unfinished 1");
  CHECK_FALSE(any_file_holds(job, "SECRETWORD"));
  CHECK(
      job.says("rows whose 'Finished' is No, False, 0 or N are left out as unfinished; --include unfinished "
               "keeps them"));
  CHECK(job.run.out.find("2 opted out") != std::string::npos);
  CHECK(job.run.out.find("1 row whose 'Finished' is No, False, 0 or N is left out as unfinished") !=
        std::string::npos);
  const nlohmann::json rules = job.report()["row_rules"];
  REQUIRE(rules.size() >= 4);
  CHECK(rules[0]["class"] == "opt-out");
  CHECK(rules[0]["column"] == "Consent");
  CHECK(rules[0]["rows"] == 2);
}

TEST_CASE("row_class: --include keeps a class, one by one") {
  CHECK(Job(kSurvey, {"--include", "unfinished"}).ledger == "analysed 3, opt_out 2, preview 1");
  CHECK(Job(kSurvey, {"--include", "unfinished,preview"}).ledger == "analysed 4, opt_out 2");
  const Job all(kSurvey, {"--include", "opt-out,preview,unfinished"});
  CHECK(all.ledger == "analysed 6");
  CHECK(all.says("are kept, as --include opt-out says"));
  const Job unknown(kSurvey, {"--include", "spam"});
  CHECK(unknown.run.code == 2);
}

TEST_CASE("row_class: --exclude takes own columns and values, letter case aside") {
  const std::string text =
      lines({"id,state,comment", "1,open,slow", "2,Closed,rude", "3,NEW,late", "4,,fine"});
  const Job own(text, {"--exclude", "unfinished:state=open,new"});
  CHECK(own.run.code == 0);
  CHECK(own.ledger == "analysed 2, unfinished 2");
  CHECK(own.run.out.find(
            "2 rows whose 'state' is open or new are left out as unfinished, as --exclude says.") !=
        std::string::npos);
  CHECK(Job(text, {"--exclude", "opt-out:id=1", "--exclude", "preview:state=closed"}).ledger ==
        "analysed 2, opt_out 1, preview 1");
  for (const char* wrong :
       {"unfinished", "unfinished:state", "other:state=open", "preview:=x", "preview:state=a,"}) {
    CAPTURE(wrong);
    CHECK(Job(text, {"--exclude", wrong}).run.code == 2);
  }
  const Job gone(text, {"--exclude", "preview:stat=open"});
  CHECK(gone.run.code == 2);
  CHECK(gone.says("did you mean 'state'?"));
}

TEST_CASE("row_class: a row that is left out or filtered cannot stand for another") {
  // The preview has the id and the text of the real answer.
  const std::string text =
      lines({"id,Status,channel,comment", "1,Survey Preview,web,rude staff", "1,IP Address,web,rude staff",
             "2,IP Address,shop,slow", "2,IP Address,web,slow"});
  CHECK(Job(text, {"--id", "id"}).ledger == "analysed 2, repeat 1, preview 1");
  const Job filtered(text, {"--id", "id", "--where", "channel=web"});
  CHECK(filtered.ledger == "analysed 2, preview 1, filtered 1");
}

TEST_CASE("row_class: a plan holds the rules, and analyze --plan uses them") {
  const ScratchFolder folder;
  const std::string survey = folder.put("in.csv", kSurvey);
  ProgramCall inspect;
  inspect.arguments = {"inspect", survey, "--plan", "--exclude", "preview:ResponseId=R_5"};
  const ProgramRun plan = run_program(inspect);
  CHECK(plan.code == 0);
  const std::string file = folder.put("plan.json", plan.out);
  // A part without any row that would show what the columns mean.
  const std::string header = kSurvey.substr(0, kSurvey.find('\n') + 1);
  const Job part(header + "IP Address,100,True,R_5,email,Yes,rude\nIP Address,20,False,R_8,email,,slow\n",
                 {"--plan", file});
  CHECK(part.ledger == "preview 1, unfinished 1");
  CHECK(Job(kSurvey, {"--plan", file, "--include", "preview"}).ledger ==
        "analysed 2, opt_out 2, preview 1, unfinished 1");
}

TEST_CASE("row_class: consent that is not clear is told, and leaves nothing out") {
  const Job job(lines({"id,consent,comment", "1,yes,slow", "2,perhaps,rude"}));
  CHECK(job.ledger == "analysed 2");
  CHECK(job.says("column 'consent' is about consent, but its values are not clear"));
}

TEST_CASE("row_class: answers that read alike are repeats only with an id") {
  const std::string good =
      lines({"name,comment", "Ann,Good", "Bob,Good", "Cat,Good service and nice friendly staff",
             "Dan,Good service and nice friendly staff"});
  CHECK(Job(good).ledger == "analysed 4");
}

const std::string kPosts = lines(
    {"post_id,author,text,likes,followers", "1,ann,The delivery was late again and nobody told me why,3,100",
     "2,bob,RT @ann: The delivery was late again and nobody told me why,0,50", "3,cat,thank you,1,10",
     "4,dan,thank you,1,20",
     "5,ann,@shop the delivery was late again and nobody told me why!! https://t.co/x,0,100",
     "6,eve,Rude staff at the till in the shop this morning,2,"});

TEST_CASE("row_class: copies of a post are counted with the first") {
  const Job job(kPosts);
  CHECK(job.run.code == 0);
  CHECK(job.ledger == "analysed 4, repost 2");
  CHECK(job.says(
      "reposts and near copies are counted with the first of them (its columns 'author' and 'post_id')"));
  CHECK(job.file("comments.csv").find(",flags,reposts,conflict\n") != std::string::npos);
  const std::string rows = job.file("comments.csv");
  const auto row_of = [&](const std::string& begin) {
    const auto at = rows.find("\nin.csv," + begin);
    return at == std::string::npos ? "none" : rows.substr(at + 1, rows.find('\n', at + 1) - at - 1);
  };
  CHECK(row_of("1,1,").ends_with(",2,"));
  CHECK(row_of("3,3,").ends_with(",0,"));
  CHECK(row_of("2,2,") == "none");
  const nlohmann::json posts = job.report()["posts"];
  CHECK(posts["posts"] == 6);
  CHECK(posts["reposts"] == 2);
  CHECK(posts["authors"] == 5);  // bob, too, whose post is folded
  CHECK(posts["authors_estimated"] == false);
  CHECK(posts["reach"] == 280);
  CHECK(posts["author_column"] == "author");
  CHECK(posts["reach_column"] == "followers");
}

TEST_CASE("row_class: reposts are kept, or folded in any input, where that is asked for") {
  CHECK(Job(kPosts, {"--keep-reposts"}).ledger == "analysed 6");
  CHECK(Job(kPosts, {"--include", "repost"}).ledger == "analysed 6");
  const std::string plain = lines({"name,comment", "a,the delivery was late again and nobody told me",
                                   "b,The delivery was late again and nobody told me!"});
  CHECK(Job(plain).ledger == "analysed 2");
  CHECK(Job(plain).report()["posts"].is_null());
  CHECK(Job(plain, {"--fold-reposts"}).ledger == "analysed 1, repost 1");
  CHECK(Job(plain, {"--fold-reposts", "--keep-reposts"}).run.code == 2);
}

TEST_CASE("row_class: drivers have shares per post, per author and per reach") {
  std::string text = "id,name,comment,seen\n";
  // One loud author complains of the queue forty times, forty quiet ones of rude staff, ten of them twice.
  for (int n = 0; n < 40; ++n)
    text += "q" + std::to_string(n) + ",loud,the queue was long " + std::to_string(n) + ",1\n";
  for (int n = 0; n < 50; ++n)
    text += "s" + std::to_string(n) + ",a" + std::to_string(n % 40) + ",rude staff " + std::to_string(n) +
            ",19\n";
  const Job job(text, {"--author", "name", "--reach", "seen"});
  CHECK(job.run.code == 0);
  CHECK(job.ledger == "analysed 90");
  CHECK(job.report()["posts"]["authors"] == 41);
  CHECK(job.report()["posts"]["reach"] == 990);
  int seen = 0;
  const nlohmann::json report = job.report();
  for (const auto& driver : report["drivers"]) {
    if (driver["theme"] == "staff.attitude" && driver["kind"] == "complaint") {
      ++seen;
      CHECK(driver["posts"] == 50);
      CHECK(driver["authors"] == 40);
      CHECK(driver["reach"] == 950);
    }
  }
  CHECK(seen == 1);
  CHECK(job.run.out.find("per author") != std::string::npos);
  CHECK(job.file("report.html").find("Per author") != std::string::npos);
  CHECK(Job(text).run.out.find("per author") == std::string::npos);
}

TEST_CASE("row_class: the same bytes for any number of threads and block size") {
  std::string text = kPosts;
  for (int n = 0; n < 300; ++n) {
    text += std::to_string(100 + n) + ",u" + std::to_string(n % 70) + ",RT @shop: the queue number " +
            std::to_string(n % 40) + " was long and the staff were rude to us all,1," + std::to_string(n) +
            "\n";
  }
  const Job one(text, {"--threads", "1"});
  const auto expected = report_bytes(one.folder / "out");
  CHECK(one.report()["ledger"]["repost"].get<int>() >= 260);
  for (const char* block : {"64", "1000"}) {
    const Job many(text, {"--threads", "4", "--block-size", block});
    CHECK(report_bytes(many.folder / "out") == expected);
  }
}

}  // namespace
}  // namespace verbatim

// The command line: which command, and how it ended.
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <exception>
#include <new>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/command.h"

namespace {

constexpr const char* kAbout =
    "verbatim finds what hurts your customers most in their own words: it reads survey comments, reviews and "
    "posts, joins them "
    "with scores, and reports the top complaint drivers with how sure they are and what customers said.";

int run(int argc, char** argv) {
  using namespace verbatim::cli;
  CLI::App app(kAbout, "verbatim");
  app.set_version_flag("--version", "verbatim " VERBATIM_PROGRAM_VERSION);
  app.require_subcommand(1);
  app.footer(
      "Start with:  verbatim inspect FILE\n"
      "Then:        verbatim analyze FILE --score nps=COL:nps --out report\n"
      "Why so:      verbatim explain \"I waited 45 minutes on hold\"\n"
      "             verbatim why report --theme wait.hold\n"
      "What moved:  verbatim compare OLD NEW\n"
      "Own words:   verbatim try 'wait~ NEAR/5 phone' FILE\n"
      "             verbatim lexicon check DIR\n"
      "How well:    verbatim evaluate CODED --truth-sentiment COL");
  const Command commands[] = {add_analyze(app, {argv + 1, argv + argc}),
                              add_compare(app),
                              add_evaluate(app),
                              add_explain(app),
                              add_inspect(app),
                              add_convert(app),
                              add_lexicon(app),
                              add_try(app),
                              add_why(app)};
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error) == 0 ? kDone : kUsage;  // --help, --version
    return report_error({verbatim::Fault::usage, std::string(error.what()) + "; see verbatim --help", {}});
  }
  for (const Command& command : commands) {
    if (command.app->parsed()) return command.run();
  }
  return kUsage;
}

// A descriptor that the caller has closed would be given to the next file opened, and messages would land in
// it. It is taken by something that fails when used the wrong way round, so that a closed stream is still an
// error.
void occupy_standard_streams() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(descriptor, F_GETFD) >= 0 || errno != EBADF) continue;
    if (::open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0) return;
  }
}

}  // namespace

int main(int argc, char** argv) {
  occupy_standard_streams();
  // A reader that goes away (| head) is no error; writes then fail with EPIPE.
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return run(argc, argv);
  } catch (const std::bad_alloc&) {
    return verbatim::cli::report_error({verbatim::Fault::internal, "out of memory", {}});
  } catch (const std::exception& error) {
    return verbatim::cli::report_error(
        {verbatim::Fault::internal, fmt::format("internal error: {}", error.what()), {}});
  }
}

#include "input/quote_mend.h"

#include <unordered_set>

namespace verbatim {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{1} << 16;
constexpr std::size_t kMaxWidth = 1000;
constexpr std::size_t kMaxLooks = std::size_t{1} << 20;  // at a byte; then it is given up

// Tries readings depth first. A place from which the rest does not fit is not tried again.
class Mender {
 public:
  Mender(std::string_view record, const CsvDialect& dialect, std::size_t width,
         std::vector<std::string>& values)
      : record_(record), dialect_(dialect), width_(width), values_(values) {}

  // Whether the record from `at` on fits into the fields from `index` on.
  bool read(std::size_t at, std::size_t index) {
    if (looks_ > kMaxLooks) return false;
    const std::size_t place = at * (width_ + 1) + index;
    if (hopeless_.contains(place)) return false;
    std::size_t text = at;
    if (dialect_.skip_initial_space) {
      while (text < record_.size() && record_[text] == ' ') ++text;
    }
    if (text < record_.size() && record_[text] == dialect_.quote &&
        (close(text, index, true) || close(text, index, false)))
      return true;
    const std::size_t end = std::min(record_.find(dialect_.delimiter, text), record_.size());
    looks_ += end - at + 1;
    if (go_on(end, index)) {
      values_[index] = record_.substr(text, end - text);
      return true;
    }
    hopeless_.insert(place);
    return false;
  }

 private:
  bool go_on(std::size_t end, std::size_t index) {
    if (end == record_.size()) return index + 1 == width_;
    return index + 1 < width_ && read(end + 1, index + 1);
  }

  // With each quote that may close the field: a lone one, if `is_proper`, else the second of a doubled one.
  bool close(std::size_t open, std::size_t index, bool is_proper) {
    std::size_t run = 0;
    for (std::size_t at = open + 1; at < record_.size() && ++looks_ <= kMaxLooks; ++at) {
      if (record_[at] != dialect_.quote) {
        run = 0;
        continue;
      }
      ++run;
      std::size_t after = at + 1;
      while (after < record_.size() && record_[after] == ' ' && dialect_.delimiter != ' ') ++after;
      const bool ends = after == record_.size() || record_[after] == dialect_.delimiter;
      if (!ends || (run % 2 == 1) != is_proper || !go_on(after, index)) continue;
      std::string& value = values_[index];
      value.clear();
      for (std::size_t i = open + 1; i < at; ++i) {
        value += record_[i];
        if (record_[i] == dialect_.quote && i + 1 < at && record_[i + 1] == dialect_.quote) ++i;
      }
      return true;
    }
    return false;
  }

  std::string_view record_;
  const CsvDialect& dialect_;
  std::size_t width_;
  std::vector<std::string>& values_;
  std::unordered_set<std::size_t> hopeless_;
  std::size_t looks_ = 0;
};

}  // namespace

bool mend_quotes(std::string_view record, const CsvDialect& dialect, std::size_t width,
                 std::vector<std::string>& values) {
  if (record.size() > kMaxBytes || width < 2 || width > kMaxWidth) return false;
  if (dialect.quote == 0 || dialect.delimiter == 0 || dialect.merge_delimiters) return false;
  values.assign(width, {});
  return Mender(record, dialect, width, values).read(0, 0);
}

}  // namespace verbatim

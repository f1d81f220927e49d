#include "drivers/comment_sample.h"

#include <algorithm>
#include <tuple>

#include "drivers/folded_hash.h"

namespace verbatim {
namespace {

std::string_view cut(std::string_view text) {
  if (text.size() <= CommentSample::kMaxBytes) return text;
  std::size_t end = CommentSample::kMaxBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

}  // namespace

void CommentSample::add(std::uint64_t hash, std::string_view text) {
  ++offered_;
  if (hash > limit_ || each_ == 0) return;
  entries_.push_back({hash, folded_hash(text), std::string(cut(text))});
  if (entries_.size() >= 2 * each_) settle();
}

void CommentSample::settle() const {
  std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
    return std::tie(a.text_hash, a.hash, a.text) < std::tie(b.text_hash, b.hash, b.text);
  });
  entries_.erase(std::unique(entries_.begin(), entries_.end(),
                             [](const Entry& a, const Entry& b) { return a.text_hash == b.text_hash; }),
                 entries_.end());
  std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
    return std::tie(a.hash, a.text_hash) < std::tie(b.hash, b.text_hash);
  });
  if (entries_.size() < each_) return;
  entries_.resize(each_);
  limit_ = entries_.back().hash;
}

void CommentSample::merge(const CommentSample& other) {
  offered_ += other.offered_;
  entries_.insert(entries_.end(), other.entries_.begin(), other.entries_.end());
  settle();
}

std::vector<std::string_view> CommentSample::texts() const {
  settle();
  std::vector<std::string_view> texts;
  texts.reserve(entries_.size());
  for (const Entry& entry : entries_) texts.push_back(entry.text);
  return texts;
}

bool CommentSample::operator==(const CommentSample& other) const {
  settle();
  other.settle();
  return offered_ == other.offered_ && entries_ == other.entries_;
}

}  // namespace verbatim

#include "support/packer.h"

#include <archive.h>
#include <archive_entry.h>
#include <bzlib.h>
#include <lzma.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>
#include <zlib.h>
#include <zstd.h>

#include <doctest/doctest.h>

namespace verbatim {
namespace {

constexpr std::size_t kRoom = 4096;  // more than any header

std::string gzip(std::string_view bytes) {
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(bytes.size() + bytes.size() / 8 + kRoom, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string archive_of(const Members& members, bool as_zip, const std::string& password) {
  std::size_t room = 1 << 16;
  for (const auto& [name, bytes] : members) room += bytes.size() + kRoom;
  std::string out(room, '\0');
  archive* writer = archive_write_new();
  if (as_zip) {
    archive_write_set_format_zip(writer);
  } else {
    archive_write_set_format_pax_restricted(writer);
  }
  if (!password.empty()) {
    REQUIRE(archive_write_set_options(writer, "zip:encryption=zipcrypt") == ARCHIVE_OK);
    archive_write_set_passphrase(writer, password.c_str());
  }
  std::size_t used = 0;
  REQUIRE(archive_write_open_memory(writer, out.data(), out.size(), &used) == ARCHIVE_OK);
  for (const auto& [name, bytes] : members) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    const bool is_folder = name.back() == '/';
    archive_entry_set_filetype(entry, is_folder ? AE_IFDIR : AE_IFREG);
    archive_entry_set_perm(entry, is_folder ? 0755 : 0644);
    archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
    REQUIRE(archive_write_header(writer, entry) >= ARCHIVE_WARN);  // warns of names that are not ASCII
    archive_write_data(writer, bytes.data(), bytes.size());
    archive_entry_free(entry);
  }
  archive_write_close(writer);
  archive_write_free(writer);
  out.resize(used);
  return out;
}

}  // namespace

std::string packed(Compression compression, std::string_view bytes) {
  if (compression == Compression::gzip) return gzip(bytes);
  std::string out(bytes.size() + bytes.size() / 8 + kRoom, '\0');
  std::size_t used = 0;
  switch (compression) {
    case Compression::zstd: {
      ZSTD_CCtx* context = ZSTD_createCCtx();
      ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
      used = ZSTD_compress2(context, out.data(), out.size(), bytes.data(), bytes.size());
      ZSTD_freeCCtx(context);
      REQUIRE(ZSTD_isError(used) == 0);
      break;
    }
    case Compression::bzip2: {
      auto size = static_cast<unsigned>(out.size());
      REQUIRE(BZ2_bzBuffToBuffCompress(out.data(), &size, const_cast<char*>(bytes.data()),
                                       static_cast<unsigned>(bytes.size()), 9, 0, 0) == BZ_OK);
      used = size;
      break;
    }
    default:
      REQUIRE(lzma_easy_buffer_encode(
                  6, LZMA_CHECK_CRC64, nullptr, reinterpret_cast<const std::uint8_t*>(bytes.data()),
                  bytes.size(), reinterpret_cast<std::uint8_t*>(out.data()), &used, out.size()) == LZMA_OK);
  }
  out.resize(used);
  return out;
}

std::string zip_of(const Members& members, const std::string& password) {
  return archive_of(members, true, password);
}

std::string tar_of(const Members& members) {
  return archive_of(members, false, {});
}

std::string encoded(const std::string& encoding, std::string_view utf8) {
  UErrorCode code = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(encoding.c_str(), &code);
  REQUIRE(U_SUCCESS(code));
  const icu::UnicodeString text =
      icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
  std::string out(utf8.size() * 4 + kRoom, '\0');
  const std::int32_t size = ucnv_fromUChars(converter, out.data(), static_cast<std::int32_t>(out.size()),
                                            text.getBuffer(), text.length(), &code);
  ucnv_close(converter);
  REQUIRE(U_SUCCESS(code));
  out.resize(static_cast<std::size_t>(size));
  return out;
}

}  // namespace verbatim

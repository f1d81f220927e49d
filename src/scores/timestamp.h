// Dates and times as exports write them, read without a locale and without the machine's time zone.
//
//   2024-02-29   2024-02-29T18:39:05.123Z   2015-02-24 11:13:57 -0800   2026/09/27 3:45:12 PM GMT+3
//   26/08/2023 18:39   08/26/2023 6:39 pm   26.8.23        (the order is decided once for a column)
//   26-Aug-23   26 Aug 2023   Aug 26, 2023   Sat, 26 Aug 2023 18:39:00 +0000   Sat Jan 01 00:00:00 UTC 2020
//
// Two-digit years 00..68 are 2000..2068, 69..99 are 1969..1999. Month and week-day names are English. A date
// that does not exist (2024-02-30, 24:00) is a fault, never the next day; second 60 is read as 59; fractions
// of a second are cut. Zones: Z, UTC, GMT+3, +05:45, and the names that mean one offset the world over (EST,
// PDT, CET, JST ...); CST, IST and BST mean several and are a fault.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "verbatim/error.h"

namespace verbatim {

struct Timestamp {
  std::int64_t seconds = 0;                    // since 1970-01-01 00:00:00, by the clock as written
  std::int32_t day = 0;                        // civil days since 1970-01-01, as written
  bool has_time = false;                       // without a time of day, `seconds` is midnight
  std::optional<std::int32_t> offset_seconds;  // east of UTC, if written

  bool operator==(const Timestamp&) const = default;
};

// What the parts of 03/04/05 are. A four-digit first part is always a year.
enum class DateOrder : std::uint8_t { dmy, mdy, ymd };

// What plain numbers count since 1970, or, as Excel does, in days since 1900. Only where it was decided for
// the column; dates in words are then none.
enum class EpochUnit : std::uint8_t { none, second, millisecond, excel_day };

// How a column writes its dates. Without an order, 26/08/2023 is DateFault::unknown_order.
struct DateFormat {
  std::optional<DateOrder> order;
  EpochUnit epoch = EpochUnit::none;

  bool operator==(const DateFormat&) const = default;
};

enum class DateFault : std::uint8_t {
  empty,          // nothing but white space
  not_a_date,     // no form that is known
  impossible,     // 2024-02-30, month 13, hour 25
  other_order,    // exists only in another order than the column's
  unknown_order,  // needs an order, and none was decided
  unknown_zone,   // a zone that is not known, or means several
};

tl::expected<Timestamp, DateFault> parse_timestamp(std::string_view cell, const DateFormat& format);

// "dmy", "mdy", "ymd": as typed after --date-order. Anything else is Fault::usage.
Result<DateOrder> parse_date_order(std::string_view text);
std::string_view name(DateOrder order);

// "seconds", "milliseconds", "excel": as typed after --date-numbers. Anything else is Fault::usage.
Result<EpochUnit> parse_epoch_unit(std::string_view text);
std::string_view name(EpochUnit unit);  // empty for none

// Collects what a column's cells say about its order; parts may be collected apart and merged in any order.
class DateOrderVote {
 public:
  // `line` is the cell's line in the user's file, for the message.
  void add(std::string_view cell, std::uint64_t line);
  void merge(const DateOrderVote& other);
  // Filled cells; those that are dates in some order; and those that need to be told which.
  std::uint64_t filled() const { return filled_; }
  std::uint64_t dates() const { return dates_; }
  std::uint64_t without_order() const {
    return day_first_.count + month_first_.count + year_first_.count + either_.count;
  }
  // `asked` (the user's --date-order) wins. Fault::usage if the cells leave both day/month and month/day
  // open, or hold both. Where no cell needs an order (ISO, month names) the order is ymd. `column` and `file`
  // are for the message.
  Result<DateOrder> finish(std::string_view column, std::optional<DateOrder> asked,
                           std::string_view file = {}) const;

 private:
  struct Sample {
    std::uint64_t count = 0;
    std::uint64_t line = 0;  // of the first cell of its sort
    std::string cell;

    void add(std::string_view seen, std::uint64_t seen_line);
    void merge(const Sample& other);
  };

  Sample day_first_;    // 26/08/2023
  Sample month_first_;  // 08/26/2023
  Sample year_first_;   // 99/08/26
  Sample either_;       // 03/04/2024
  std::uint64_t filled_ = 0;
  std::uint64_t dates_ = 0;
};

// Collects whether a column's cells are times since 1970; parts may be collected apart and merged in any
// order.
class EpochVote {
 public:
  void add(std::string_view cell);
  void merge(const EpochVote& other);

  std::uint64_t filled() const { return filled_; }
  bool all_numbers() const { return filled_ > 0 && numbers_ == filled_; }
  // All cells are days as Excel counts them, from 1954 to 2119. Ages and prices may look so, too.
  bool may_be_excel() const { return filled_ > 0 && days_ == filled_; }
  // Seconds or milliseconds if every filled cell gives a year from 1990 to 2099 as that; else none.
  EpochUnit finish() const;

 private:
  std::uint64_t filled_ = 0;
  std::uint64_t numbers_ = 0;
  std::uint64_t seconds_ = 0;
  std::uint64_t millis_ = 0;
  std::uint64_t days_ = 0;
};

}  // namespace verbatim

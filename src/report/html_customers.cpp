#include "report/customer_wording.h"
#include "report/html_cuts.h"

namespace verbatim {
namespace {

std::string tone(std::optional<double> value) {
  return shown_signed(value, 2);
}

void write_rows(const char* caption, const std::vector<CustomerRow>& rows, Page& page) {
  if (rows.empty()) return;
  open_table(caption, page);
  page.text(caption).raw(
      "</caption><thead><tr><th scope=\"col\">Customer</th><th class=\"n\" scope=\"col\">Records</th>");
  page.raw("<th class=\"n\" scope=\"col\">With a complaint</th><th scope=\"col\">Mostly about</th>");
  page.raw("<th class=\"n\" scope=\"col\">Tone before</th><th class=\"n\" scope=\"col\">and after</th>");
  page.raw("<th scope=\"col\">Last</th></tr></thead><tbody>\n");
  for (const CustomerRow& row : rows) {
    page.raw("<tr><th scope=\"row\">").name(row.customer).raw("</th><td class=\"n\">");
    page.text(std::to_string(row.records)).raw("</td><td class=\"n\">").text(std::to_string(row.complaints));
    page.raw("</td><td>").name(row.label).raw("</td><td class=\"n\">").text(tone(row.tone_before));
    page.raw("</td><td class=\"n\">").text(tone(row.tone_after)).raw("</td><td>").text(row.last);
    page.raw("</td></tr>\n");
  }
  page.raw("</tbody></table></div>\n");
}

}  // namespace

void write_customers(const Report& report, Page& page) {
  if (!report.customers) return;
  page.raw("<h2>Customers</h2>\n");
  write_sentences(customer_sentences(report), page);
  write_rows("Who complains again and again", report.customers->worst_repeat, page);
  write_rows("Whose tone falls most", report.customers->worst_tone, page);
}

}  // namespace verbatim

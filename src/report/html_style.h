// The look of report.html: one style sheet, light and dark, for screen and paper. Type from the system.
#pragma once

namespace verbatim {

inline constexpr char kHtmlStyle[] = R"css(
:root{color-scheme:light dark;--bg:#f7f6f3;--panel:#fff;--ink:#1c2024;--muted:#59616b;--line:#e2dfd8;
--neg:#b8442c;--neg-faint:#e0b4a8;--pos:#1f7a62;--pos-faint:#a5cfc2;--neu:#aab1b9;--mix:#c48a26;
--whisker:#3a2018;--mark:#ffe596;--mark-ink:#2a2000}
@media (prefers-color-scheme:dark){:root{--bg:#121518;--panel:#1a1e22;--ink:#e9e7e2;--muted:#a3abb4;
--line:#2d333a;
--neg:#e2765b;--neg-faint:#6e3d31;--pos:#55b597;--pos-faint:#2b5a4c;--neu:#67707a;--mix:#d8a84c;
--whisker:#f6e3dc;--mark:#5d4a12;--mark-ink:#fff3cf}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--ink);overflow-wrap:anywhere;
font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans","Liberation Sans",
Arial,sans-serif}
main,header,footer{max-width:68rem;margin:0 auto;padding:0 1.5rem}
header{padding-top:3rem;padding-bottom:.4rem}
h1{font-size:clamp(1.9rem,4.4vw,3rem);line-height:1.12;letter-spacing:-.02em;font-weight:700;
margin:.2rem 0 .8rem;
text-wrap:balance}
h2{font-size:1.4rem;letter-spacing:-.01em;line-height:1.25;margin:2.6rem 0 .4rem}
main>h2:first-child{margin-top:1rem}
h3{font-size:1.05rem;line-height:1.35;margin:0 0 .3rem}
p{margin:.4rem 0 .9rem;max-width:46rem}
.kicker{font-size:.85rem;font-weight:600;color:var(--neg);margin:0}
.detail{font-size:1.25rem;line-height:1.45;max-width:44rem;margin:0 0 1rem}
.muted,.src,caption,figcaption{color:var(--muted);font-size:.875rem}
.panel{background:var(--panel);border:1px solid var(--line);border-radius:.75rem;padding:1.1rem 1.3rem;
margin:1rem 0}
.score td,.score th{vertical-align:top;width:26%}.score th{width:22%}
.big{display:block;font-size:1.75rem;line-height:1.25;font-weight:650;letter-spacing:-.02em}
.small{display:block;font-size:.78rem;line-height:1.4;color:var(--muted)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;overflow-wrap:break-word;font-variant-numeric:tabular-nums}
caption{text-align:left;padding:0 0 .7rem}
th{font-size:.8rem;font-weight:600;color:var(--muted);text-align:left;vertical-align:bottom;
padding:.3rem .6rem;border-bottom:1px solid var(--line);line-height:1.3}
td,tbody th{padding:.5rem .6rem;border-bottom:1px solid var(--line);vertical-align:middle}
tbody th{font-size:1rem;color:var(--ink);font-weight:600}
tbody tr:last-child>*{border-bottom:0}
.n{text-align:right;white-space:nowrap}
.id{display:block;font-size:.78rem;font-weight:400;color:var(--muted)}
.wide{width:30%;min-width:9rem}.kind{white-space:nowrap}
th[colspan]{width:42%}
.d1{padding-left:1.9rem}.d2{padding-left:3.2rem}.d3{padding-left:4.5rem}
tbody th.d1,tbody th.d2,tbody th.d3{font-weight:400}
svg{display:block;overflow:visible;width:100%;height:1.25rem}
svg .neg{fill:var(--neg)}svg .pos{fill:var(--pos)}svg .neu{fill:var(--neu)}svg .mix{fill:var(--mix)}
svg .none{fill:var(--line)}svg .faint.neg{fill:var(--neg-faint)}svg .faint.pos{fill:var(--pos-faint)}
svg line{stroke:var(--whisker);stroke-width:1.4;vector-effect:non-scaling-stroke}
svg .zero{stroke:var(--muted);stroke-width:1}
.slim svg{height:.8rem}
svg.chart{height:9rem;margin:.5rem 0 .2rem}.slim svg.spark{height:1.5rem;min-width:6rem}
svg .band{fill:var(--line)}
svg polyline{fill:none;stroke:var(--ink);stroke-width:1.6;vector-effect:non-scaling-stroke}
svg .course{stroke:var(--ink);stroke-width:1.6}
svg .mark{stroke:var(--neg);stroke-width:1.4;stroke-dasharray:4 3}
.axis{display:flex;justify-content:space-between;max-width:none;margin:0;font-size:.78rem;color:var(--muted)}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;list-style:none;padding:0;margin:.7rem 0 0;
font-size:.9rem}
.legend svg{display:inline-block;width:.75rem;height:.75rem;margin-right:.4rem;vertical-align:-.05rem}
.voice{display:grid;grid-template-columns:minmax(11rem,15rem) 1fr;gap:.4rem 2rem;padding:1.3rem 0;
border-top:1px solid var(--line)}
.voice:first-of-type{border-top:0}
.voice p{margin:.1rem 0;font-size:.9rem;color:var(--muted)}
.voice ul{list-style:none;margin:0;padding:0;display:grid;gap:.9rem}
blockquote{margin:0;padding:0 0 0 .9rem;border-left:3px solid var(--line)}
blockquote bdi{display:block;white-space:pre-line}
.src{margin:.15rem 0 0 1.05rem !important;font-size:.8rem !important}
mark{background:var(--mark);color:var(--mark-ink);border-radius:.2rem;padding:.05em .12em;
-webkit-box-decoration-break:clone;box-decoration-break:clone}
details{margin:.6rem 0}
summary{cursor:pointer;font-weight:600;padding:.4rem 0}
summary:focus-visible,.scroll:focus-visible{outline:2px solid var(--pos);outline-offset:3px;
border-radius:.3rem}
.how dt{font-weight:600;margin-top:.8rem}.how dd{margin:0;max-width:46rem}
.list{padding-left:1.2rem}.list li{margin:.25rem 0;max-width:52rem}
footer{padding-top:2rem;padding-bottom:3rem;font-size:.85rem;color:var(--muted)}
@media (max-width:44rem){body{font-size:15px}.voice{grid-template-columns:1fr}header{padding-top:2rem}
main,header,footer{padding-left:1rem;padding-right:1rem}.roomy{display:none}
.wide{min-width:3rem}.big{font-size:1.35rem}th[colspan]{width:auto}
.n .small{font-size:.68rem}th.n{font-size:.7rem}tbody th,td{font-size:.92rem}.panel{padding:.8rem .7rem}
td,th,tbody th{padding-left:.35rem;padding-right:.35rem}h1{text-wrap:wrap}}
@media print{:root{color-scheme:light;--bg:#fff;--panel:#fff;--ink:#000;--muted:#444;--line:#ccc;
--neg:#b8442c;
--neg-faint:#e0b4a8;--pos:#1f7a62;--pos-faint:#a5cfc2;--neu:#aab1b9;--mix:#c48a26;--whisker:#3a2018;
--mark:#ffe596;
--mark-ink:#000}
body{font-size:10.5pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}header{padding-top:0}
h1{font-size:22pt}h2{break-after:avoid;margin-top:1.6rem}.panel{border:0;padding:0}
tr,li,.voice{break-inside:avoid}summary{list-style:none}
details:not([open]){display:none}.scroll{overflow:visible}}
)css";

}  // namespace verbatim

/**
 * The one style sheet of every page that a person reads: dark on white, lines no longer than they can be followed, and nothing that
 * cannot be seen at 320 pixels. On a narrow screen the cells of a row stand below each other where they do not fit beside each other:
 * columns would cut their words into letters. On paper 12 point; in large print 18 point and more, on screen and on paper. A letter for an
 * envelope with a window has the address where GOV.UK Notify has it for the post: 24.6 mm from the left, 39.5 mm from the top, 95.4 by 26.8 mm.
 */
export const style = `
:root { color-scheme: only light; }
* { box-sizing: border-box; }
html { font: 112.5%/1.5 Arial, Helvetica, sans-serif; color: #212b32; background: #fff; }
html.large, html.easy { font-size: 150%; line-height: 1.6; }
html.easy { line-height: 1.8; }
body { margin: 0; overflow-wrap: break-word; }
header, main, footer { max-width: 42rem; margin: 0 auto; padding: 1rem; }
header { border-bottom: 0.25rem solid #005eb8; font-weight: bold; }
footer { border-top: 1px solid #4c6272; }
header p, footer p { margin: 0; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 1rem 0; }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 2rem 0 0.5rem; }
h3 { font-size: 1.1rem; line-height: 1.3; margin: 1.5rem 0 0.5rem; }
p, ul, ol { margin: 0 0 1rem; }
ul, ol { padding-left: 1.5rem; }
li { margin-bottom: 0.5rem; }
li p { margin-bottom: 0.5rem; }
bdi { overflow-wrap: anywhere; white-space: pre-line; }
table { width: 100%; border-collapse: collapse; margin: 0 0 1.5rem; }
caption { text-align: left; font-weight: bold; padding-bottom: 0.5rem; }
th, td { text-align: left; vertical-align: top; padding: 0.5rem 0.75rem 0.5rem 0; border-bottom: 1px solid #4c6272; }
th:last-child, td:last-child { padding-right: 0; }
td, tbody th { font-weight: normal; }
tfoot th, tfoot td { font-weight: bold; }
.pence { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
code { font-family: 'Courier New', Courier, monospace; overflow-wrap: anywhere; }
pre { overflow-x: auto; padding: 0.75rem; border: 1px solid #4c6272; font-size: 0.875rem; }
pre code { overflow-wrap: normal; }
dt { margin-top: 0.75rem; }
dd { margin: 0 0 0 1rem; }
.figure { font-size: 1.75rem; font-weight: bold; margin: 0 0 1rem; overflow-wrap: anywhere; }
.note { border-left: 0.25rem solid #005eb8; padding: 0.25rem 0 0.25rem 1rem; }
[dir=rtl] .note { border-left: 0; border-right: 0.25rem solid #005eb8; padding: 0.25rem 1rem 0.25rem 0; }
[dir=rtl] ul, [dir=rtl] ol { padding-left: 0; padding-right: 1.5rem; }
[dir=rtl] th, [dir=rtl] td, [dir=rtl] caption { text-align: right; }
.skip { position: absolute; left: -100rem; }
[dir=rtl] .skip { left: auto; right: -100rem; }
.skip:focus { position: static; }
a { color: #003087; text-underline-offset: 0.15em; }
:focus-visible { outline: 0.2rem solid #212b32; outline-offset: 0.1rem; background: #ffeb3b; color: #212b32; }
nav ul { display: flex; flex-wrap: wrap; gap: 0 1.25rem; list-style: none; padding: 0; margin: 0.5rem 0 0; font-weight: normal; }
nav li { margin: 0; }
nav a { display: inline-block; padding: 0.5rem 0; }
label { display: block; font-weight: bold; margin: 1rem 0 0.25rem; }
label.tick { font-weight: normal; display: flex; gap: 0.75rem; align-items: flex-start; }
input[type=checkbox] { width: 1.75rem; height: 1.75rem; flex: none; margin: 0; }
textarea { display: block; width: 100%; min-height: 8rem; font: inherit; padding: 0.5rem; border: 2px solid #212b32; color: inherit; background: #fff; }
button { font: inherit; font-weight: bold; color: #fff; background: #003087; border: 0; padding: 0.75rem 1.25rem; margin: 1rem 0; min-height: 2.75rem; cursor: pointer; }
footer button { color: #212b32; background: #fff; border: 2px solid #212b32; }
.fault { border: 0.25rem solid #a00; padding: 0.75rem 1rem; margin: 1rem 0; }
.fault h2 { margin-top: 0; }
.one { display: block; margin-bottom: 0.5rem; }
.picture { display: block; width: 3rem; height: 3rem; margin-bottom: 0.25rem; }
.sender, .window { direction: ltr; text-align: left; margin: 1rem 0; font-style: normal; font-weight: normal; }
.line { display: block; }
.again { margin-top: 2rem; border-top: 1px solid #4c6272; }
@media (max-width: 30rem) {
  table, caption, thead, tbody, tfoot { display: block; }
  tr { display: flex; flex-wrap: wrap; column-gap: 0.75rem; padding: 0.5rem 0; border-bottom: 1px solid #4c6272; }
  th, td { padding: 0; border: 0; min-width: 0; }
  .pence { margin-left: auto; }
  ul, ol { padding-left: 1.1rem; }
}
@media (prefers-contrast: more) { html { color: #000; } tr, th, td, footer { border-color: #000; } }
@media print {
  @page { size: A4; margin: 20mm; }
  html { font-size: 12pt; }
  html.large, html.easy { font-size: 18pt; }
  nav, form, .skip, .screen { display: none; }
  .window, .sender { position: absolute; margin: 0; }
  .window { top: 19.5mm; left: 4.6mm; width: 95.4mm; height: 26.8mm; overflow: hidden; font-size: 10pt; line-height: 3.8mm; }
  .window.small { font-size: 8pt; line-height: 3.3mm; }
  .sender { top: 0; left: 110mm; width: 60mm; font-size: 9pt; line-height: 4mm; }
  .below-window { margin: 56mm 0 6mm; font-weight: normal; }
  .again { break-before: page; border: 0; margin: 0; }
  a { color: inherit; text-decoration: none; }
  header, main, footer { max-width: none; padding: 0.5rem 0; }
  h1, h2, h3, caption { break-after: avoid; }
  li, tr, .note { break-inside: avoid; }
  p { orphans: 3; widows: 3; }
}
`

import fc from 'fast-check'
import t from 'tap'
import { type Html, html, keptMarkup, markupOf, type Part, written } from '../../../src/platform/html/html.ts'
import { pageBody, pageText } from '../../../src/platform/html/html-page.ts'
import { anyScript } from '../../support/scripts.ts'

const text = (of: Html) => markupOf(of)
const decoded = (markup: string) =>
  markup
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
/** Controls but for tab and line ends, and the embeddings, overrides and isolates of Unicode's bidirectional algorithm. */
function isShown(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  if (code === 9 || code === 10 || code === 13) return true
  const control = code < 0x20 || (code >= 0x7f && code < 0xa0)
  return !control && !(code >= 0x202a && code <= 0x202e) && !(code >= 0x2066 && code <= 0x2069)
}

t.test('words never become markup, in text or in an attribute', async (t) => {
  t.equal(text(html`<p>${'<script>alert(1)</script>'}</p>`), '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>')
  t.equal(text(html`<p title="${'" onload="x'}"></p>`), '<p title="&quot; onload=&quot;x"></p>')
  t.equal(text(html`<p title="${"' onload='x"}"></p>`), '<p title="&#39; onload=&#39;x"></p>')
  t.equal(text(html`<p>${'&lt;b&gt; & <!-- ]]> </p>'}</p>`), '<p>&amp;lt;b&amp;gt; &amp; &lt;!-- ]]&gt; &lt;/p&gt;</p>')
})

t.test('markup put into markup stays as it is, once', async (t) => {
  const inner = html`<b>${'<'}</b>`
  t.equal(text(html`<p>${inner}${[inner, 'x', 7]}</p>`), '<p><b>&lt;</b><b>&lt;</b>x7</p>')
  t.equal(text(html`<p>${null}${undefined}${false}${[]}${0}</p>`), '<p>0</p>')
})

t.test('what only looks like markup is refused', async (t) => {
  for (const forged of [{}, JSON.parse('{"markup":"<b>"}'), { toString: () => '<b>' }, new String('<b>')])
    t.throws(() => html`<p>${forged as unknown as Part}</p>`, TypeError)
})

t.test('a word that turns the direction of the text around it is defused, and its script is kept', async (t) => {
  t.equal(text(written('\u202eevil\u202c')), '<bdi>evil</bdi>')
  t.equal(text(written('\u2067x\u2069')), '<bdi>x</bdi>')
  for (const name of ['שלום', 'كيف حالك؟', '你好', '👩🏽‍🚀', 'O’Brien-Şahin', 'cafe\u0301', 'רחל\u200f'])
    t.equal(text(written(name)), `<bdi>${name}</bdi>`)
})

t.test(
  'for any words: nothing but entities can be markup, and every character that can be shown is there',
  async () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (words) => {
        const inText = text(html`${words}`)
        const inAttribute = text(html`<p title="${words}"></p>`)
        return (
          !/[<>"']/.test(inText) &&
          !/&(?!amp;|lt;|gt;|quot;|#39;)/.test(inText) &&
          inAttribute === `<p title="${inText}"></p>` &&
          decoded(inText) === [...words].filter(isShown).join('')
        )
      }),
      { numRuns: 500 },
    )
  },
)

t.test('a page has its title, its language, its three parts and its size of print', async (t) => {
  const body = pageBody({ header: html`<p>H</p>`, main: html`<h1>${anyScript}</h1>`, footer: html`<p>F</p>` })
  const page = pageText({ title: '</title><script>x</script>', body }, {})
  t.match(page, /^<!doctype html>\n<html lang="en-GB" dir="ltr" class="standard">/)
  t.match(page, '<title>&lt;/title&gt;&lt;script&gt;x&lt;/script&gt;</title>')
  t.match(page, /<header>\n<p>H<\/p>\n<\/header>\n<main>\n<h1>[\s\S]*<\/h1>\n<\/main>\n<footer>\n<p>F<\/p>\n<\/footer>/)
  t.notMatch(page, /<script|<link|<img|href=|src=|url\(|@import|style=/)
  t.match(pageText({ title: 'x', body }, { print: 'large' }), '<html lang="en-GB" dir="ltr" class="large">')
})

t.test('what was kept comes back as it was', async (t) => {
  const once = text(html`<p>${'a & b'}</p>`)
  t.equal(text(html`${keptMarkup(once)}`), once)
})

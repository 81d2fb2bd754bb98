declare const made: unique symbol
/** Markup that is safe to send. Only `html` makes it and nothing that was parsed can pass for it, so that no text becomes markup. */
export interface Html {
  readonly [made]: true
}

/** What can stand in markup: text and numbers are escaped; null, undefined and false are nothing. */
export type Part = Html | string | number | null | undefined | false | readonly Part[]

const markups = new WeakMap<object, string>()

function make(markup: string): Html {
  const fresh = Object.freeze({}) as Html
  markups.set(fresh, markup)
  return fresh
}

/** Markup with parts put into it, as ``html`<p>${words}</p>` ``. Attributes are always written in double quotes. */
export function html(markup: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return make(String.raw({ raw: markup }, ...parts.map(escaped)))
}

/** Words that somebody wrote, in whatever script and direction: they stay apart from the words around them, and may break anywhere. */
export function written(words: string): Html {
  return html`<bdi>${words}</bdi>`
}

/** The text of markup, to be sent or kept. */
export function markupOf(of: Html): string {
  const markup = markups.get(of)
  if (markup === undefined) throw new TypeError('not made by `html`')
  return markup
}

/** Markup that `markupOf` gave and that was kept since, as its hash says. Never anything that came from elsewhere. */
export function keptMarkup(markup: string): Html {
  return make(markup)
}

function escaped(part: Part): string {
  if (part === null || part === undefined || part === false) return ''
  if (typeof part === 'string') return escapedText(part)
  if (typeof part === 'number') return String(part)
  if (Array.isArray(part)) return (part as readonly Part[]).map(escaped).join('')
  return markupOf(part as Html)
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/**
 * What no page shows as it was written is left out: controls, and the marks that turn the direction of whatever stands around them,
 * by which a name could make an amount read backwards (CVE-2021-42574). Scripts that run from right to left need none of them.
 */
const unshown = /[[\p{Cc}\u202A-\u202E\u2066-\u2069]--[\t\n\r]]/gv

function escapedText(text: string): string {
  return text.replaceAll(unshown, '').replaceAll(/[&<>"']/g, (character) => entities[character] ?? '')
}

import type { Answer } from './client.ts'

/** The words of a page, as somebody reads them from top to bottom: no markup, no style sheet, one blank between words. */
export function wordsOf(page: Answer<string>): string {
  return page.ok
    .replace(/<style>[\s\S]*?<\/style>/, ' ')
    .replaceAll(/<\/?(bdi|strong)>/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** What a heading of the second level is followed by, up to the next one. */
export function sectionOf(page: Answer<string>, heading: string): string {
  const parts = page.ok.split('<h2>').find((part) => part.startsWith(`${heading}</h2>`))
  if (parts === undefined) throw new Error(`the page has no section ${heading}`)
  return wordsOf({ ok: parts.slice(heading.length) } as Answer<string>)
}

/** Words that the service uses of itself, and that mean nothing to the person. */
export const internalWords =
  /\b(tier|adverse|outcome|subject|null|undefined|NaN|object Object|commissioner-officer|care-coordinator|team-manager|mdt|plan-[a-z]+|expression-[a-z]+|agreed-in-part|at-risk|nhs-crisis|outcome-not-clear|cost-not-explained|third-party|one-off-[a-z]+|pence|basis points?|S[0-4]:)\b/i

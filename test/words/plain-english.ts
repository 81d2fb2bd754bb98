import type { Test } from 'tap'
import { markupOf } from '../../src/platform/html/html.ts'
import type { Page } from '../../src/platform/html/html-page.ts'
import { problems } from '../../src/problems.ts'
import { serviceStatuses } from '../../src/rules/planning/continuity.ts'
import { clockKinds, pauseReasons } from '../../src/rules/progress/clocks.ts'
import { endings } from '../../src/rules/progress/endings.ts'
import { stages, steps } from '../../src/rules/progress/steps.ts'
import { caseRoles, tiers } from '../../src/rules/scheme/scheme-rules.ts'
import { decisionOutcomes } from '../../src/rules/sign-off/outcomes.ts'
import { escalationReasons } from '../../src/rules/sign-off/sign-off.ts'
import { forcingConditions } from '../../src/rules/sign-off/sign-off-rules.ts'

/** Words that nobody says, that only those who work there know, or that mean something else in mental health (docs/language.md). */
const banned =
  /\b(looked at again|whoever|nobody who|beside|save that|be it that|go(es)? on|told whole|the ball|lies? ahead|lies within|stands?|thing by thing|anew|not content|all the same|in all|patients?|service users?|clients?|customers?|capacity|deput(y|ies|yship)|journey|roads?|stations?|verdicts?|reject\w*|breach\w*|funders?|key worker|case manager|local authority|allocation|award|quote|questionnaire|approval|workflow|care package|emergency plan|terminated)\b/i
/** The NHS service manual asks for 20 words at the most in most sentences; none is above this. */
const mostWords = 25

/** The values of closed lists that are no English words: none of them is printed. */
const codes = [
  ...[steps, stages, tiers, caseRoles, forcingConditions, escalationReasons, decisionOutcomes],
  ...[serviceStatuses, clockKinds, pauseReasons, endings, Object.keys(problems)],
]
  .flat()
  .filter((code) => code.includes('-'))
const printed = new RegExp(
  String.raw`\b(${codes.join('|')}|[SP]\d{1,2}:?|[a-z]+[A-Z]\w*|undefined|null|NaN)\b|\[object|\$\{|<|>`,
)

const gap = /\s\s|\s[.,;:?!]|\(\s|\.\.|,\.|^\s|\s$|^$/

/** Letters share most of their text: each text is read once. */
const known = new Set<string>()

/** What of a text is no plain English: words that nobody says, a code, a gap, a sentence too long. */
function faultsOf(text: string): string[] {
  if (known.has(text)) return []
  known.add(text)
  const found = Object.entries({ banned, 'a code': printed, 'a gap': gap })
    .filter(([, fault]) => fault.test(text))
    .map(([name]) => `${name}: ${text}`)
  const long = text.split(/(?<=[.?!:])\s+/).filter((sentence) => sentence.split(/\s+/).length > mostWords)
  return [...found, ...long.map((sentence) => `too long: ${sentence}`)]
}

/** That a text for the person is plain English: no word that nobody says, no code, no sentence too long, no gap in it. */
export function readAsPerson(t: Test, where: string, text: string): void {
  t.same(faultsOf(text), [], where)
}

/** That the whole page is, block by block. What somebody else wrote is theirs: only the words around it are counted. */
export function readPageAsPerson(t: Test, where: string, { title, body }: Page): void {
  const blocks = markupOf(body)
    .replaceAll(/<bdi>[^<]*<\/bdi>/g, 'Somebody’s')
    .replaceAll(/<code>[^<]*<\/code>/g, 'Code')
    .replaceAll(/<\/?strong>/g, '')
    .split(/<[^>]*>/)
    .map((block) => block.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&').trim())
  const texts = [title, ...blocks.filter((text) => text !== '')]
  t.same(texts.flatMap(faultsOf), [], where)
}

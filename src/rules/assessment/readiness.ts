import type { SchemeRules } from '../scheme/scheme-rules.ts'
import type { UnpaidSupport } from './unpaid-support.ts'

/** What an expression of interest holds: the person's own words, kept as they were written. */
export interface ExpressionContent {
  readonly goals: readonly { readonly words: string }[]
  readonly basis: 'local-offer' | 'right-to-have' | null
  readonly targetGroup: string | null
  readonly answers: readonly { readonly question: string; readonly words: string }[]
  readonly unpaidSupport?: readonly UnpaidSupport[]
}

/** One thing that still stands in the way, with the field it is about. */
export interface Missing {
  readonly pointer: string
  readonly code: string
  readonly detail: string
}

/**
 * What is still missing before an expression of interest can be sent, all of it at once and before sending
 * (P1: it came back as "needs more information" and nobody knew the answers).
 */
export function missingFrom(content: ExpressionContent, rules: SchemeRules): Missing[] {
  const missing: Missing[] = []
  const say = (pointer: string, code: string, detail: string) => missing.push({ pointer, code, detail })
  if (content.goals.length === 0) say('/goals', 'goal-missing', 'Say at least one thing that would help you get better')
  if (content.basis === null) say('/basis', 'basis-missing', 'Say on what basis a budget can be offered')
  else if (!rules.bases.includes(content.basis))
    say('/basis', 'basis-not-offered', 'The scheme does not offer a budget on this basis')
  if (content.targetGroup !== null && !rules.targetGroups.includes(content.targetGroup)) {
    say('/targetGroup', 'group-unknown', 'The scheme does not name this group')
  }
  const asked = new Set(rules.readinessQuestions.map((question) => question.key))
  for (const [index, answer] of content.answers.entries()) {
    if (!asked.has(answer.question))
      say(`/answers/${index}/question`, 'question-unknown', 'The scheme does not ask this question')
  }
  for (const question of rules.readinessQuestions) {
    const answered = content.answers.some((answer) => answer.question === question.key)
    if (question.required && !answered)
      say('/answers', 'answer-missing', `The question ${question.key} needs an answer`)
  }
  return missing
}

import { listExpressions } from '../expressions-of-interest/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import type { SaidBefore } from '../rules/assessment/carried.ts'
import type { UnpaidSupport } from '../rules/assessment/unpaid-support.ts'
import { findCompletedAssessment } from './repository.ts'

interface Before {
  readonly goals: SaidBefore<{ readonly words: string }> | undefined
  readonly answers: SaidBefore<{ readonly question: string; readonly words: string }> | undefined
  readonly unpaidSupport: UnpaidSupport[] | undefined
}

/** What the person has said on the case so far: in the assessment in force, and where that has none, in the expression that was accepted. */
export async function findSaidBefore(reads: Reads, actor: Actor, caseId: string): Promise<Before> {
  const [assessment, expressions] = await Promise.all([
    findCompletedAssessment(reads, actor, caseId),
    listExpressions(reads, actor, caseId, { limit: 20, after: undefined }),
  ])
  const expression = expressions.find(({ status }) => status === 'accepted')
  const ofInterest = expression && ({ kind: 'expression-of-interest', id: expression.id } as const)
  const goals = assessment?.goals ?? []
  return {
    goals:
      assessment && goals.length > 0
        ? { from: { kind: 'needs-assessment', id: assessment.id }, said: goals.map(({ words }) => ({ words })) }
        : expression && ofInterest && { from: ofInterest, said: expression.goals },
    answers: expression && ofInterest && { from: ofInterest, said: expression.answers },
    unpaidSupport: assessment?.unpaidSupport ?? expression?.unpaidSupport,
  }
}

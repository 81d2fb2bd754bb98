import type { LockedCase } from '../case-access/case.ts'
import { type CalledOff, keepAgain } from '../current-services/replaced-services.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { appealBy } from '../rules/reviews-and-appeals/appeals.ts'
import { londonDate } from '../shared/dates.ts'
import type { About } from '../words/letters/facts.ts'
import { letterHtml } from '../words/letters/letter-html.ts'
import { toldOf } from '../words/letters/letter-words.ts'
import { findAddressed, insertLetter } from './letter-repository.ts'
import { type FreshDecision, insertDecision, told } from './repository.ts'
import type { Decision } from './schemas.ts'

/**
 * Keeps a decision and, in the same transaction, the letter that tells the person of it: there is none of the one without the other.
 * A service that was to be replaced by a line which does not go ahead is kept again by it, and the letter says so.
 */
export async function keepDecision(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  fresh: FreshDecision,
  about: About = {},
): Promise<Decision> {
  const { actor, now } = context
  const [decision, to, stays] = await Promise.all([
    insertDecision(tx, actor, fresh, appealBy(budgetCase.rules, londonDate(now)), now),
    findAddressed(tx, actor, budgetCase.id),
    keepAgain(tx, context, budgetCase.id, calledOff(fresh, about)),
  ])
  const { title } = toldOf(decision, about)
  const body = letterHtml({ decision, about, to, rules: budgetCase.rules, stays })
  const contentHash = await insertLetter(
    tx,
    actor,
    { decisionId: decision.id, caseId: budgetCase.id, title, body },
    now,
  )
  await record(tx, actor, {
    type: 'letter.written',
    subjectId: decision.id,
    caseId: budgetCase.id,
    at: now,
    facts: { subject: decision.subject, outcome: decision.outcome, contentHash },
  })
  return told(decision)
}

/** The lines that do not go ahead after a decision: the refused ones of a plan, or all where the budget ends. What is returned may still be agreed, and an end that is announced called off. */
function calledOff({ subject, subjectId, outcome, lines }: FreshDecision, { plan, endsAfter }: About): CalledOff {
  const decidedAppeal = subject === 'appeal' ? subjectId : null
  if (endsAfter) return { lines: [], by: 'budget-ended' }
  if (outcome === 'ended') return { lines: 'all', by: 'budget-ended', decidedAppeal }
  const refused =
    outcome === 'refused'
      ? plan?.lines.map(({ key }) => key)
      : lines?.filter((line) => line.outcome === 'refused').map(({ line }) => line)
  return { lines: refused ?? [], by: outcome === 'refused' ? 'plan-refused' : 'line-refused', decidedAppeal }
}

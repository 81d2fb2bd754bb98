import type { LockedCase } from '../case-access/case.ts'
import { announceEnding, endsAfter } from '../closing/announce-ending.ts'
import type { AnnouncedEnding } from '../closing/announced-repository.ts'
import { endingNotice, lostByEnding, requireGuardedEnding } from '../closing/guarded-ending.ts'
import { keepDecision } from '../decisions/keep-decision.ts'
import type { Decision } from '../decisions/schemas.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import type { Context } from '../platform/http/operation.ts'
import type { GuardedEnding } from '../rules/planning/reductions.ts'
import type { DecidedEnding } from '../rules/progress/endings.ts'
import { reasonsFor } from '../rules/sign-off/reasons.ts'

interface Decided {
  readonly tier: Decision['tier']
  readonly ending: DecidedEnding
  readonly words: string | null
  readonly reasons: Parameters<typeof reasonsFor>[1]
  /** Why what the person relies on may end with it. */
  readonly preventive: GuardedEnding | null
}

/** Staff decide that an agreed budget ends: with reasons, a letter and an appeal, and not before the person had time to call it off. */
export async function announceDecided(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  { tier, ending, words, reasons, preventive }: Decided,
): Promise<AnnouncedEnding> {
  const { id: caseId, rules, version, schemeVersion } = budgetCase
  // Of two budgets that one person has, the other goes on.
  const guarded = ending === 'joined' ? [] : await requireGuardedEnding(tx, context, budgetCase, preventive)
  if (guarded.length > 0 && tier === 'care-coordinator')
    throw new Problem('not-the-decider', 'Support that the person relies on is ended one tier up, by the commissioner')
  const notice = endingNotice(rules, guarded)
  const until = endsAfter(context.now, notice)
  const decision = await keepDecision(
    tx,
    context,
    budgetCase,
    {
      caseId,
      subject: 'case',
      subjectId: caseId,
      subjectVersion: version,
      outcome: 'ended',
      tier,
      reasons: orThrow(reasonsFor(rules, reasons, true)),
      gapsAcceptedBecause: null,
      schemeVersion,
    },
    { endsAfter: until, ending, ...lostByEnding(guarded, preventive, until) },
  )
  return announceEnding(tx, context, budgetCase, { ending, words, decisionId: decision.id }, notice)
}

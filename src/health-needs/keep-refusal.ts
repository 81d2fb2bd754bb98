import type { LockedCase } from '../case-access/case.ts'
import { keepDecision } from '../decisions/keep-decision.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import type { HealthNeed } from './schemas.ts'

/** Keeps that a practice said no as a decision of the GP who did, and writes to the person: why, in the words of the practice, and how to appeal. */
export async function keepRefusal(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  { id, practiceName, words, acts }: HealthNeed,
): Promise<void> {
  const no = acts.findLast(({ kind }) => kind === 'declined')
  if (!no) return
  const recorded = no.way !== 'signed-in'
  await keepDecision(
    tx,
    context,
    budgetCase,
    {
      caseId: budgetCase.id,
      subject: 'health-need',
      subjectId: id,
      // Each answer of the practice is a version of its own.
      subjectVersion: acts.filter(({ kind }) => kind === 'declined').length,
      outcome: 'declined',
      tier: 'gp-practice',
      reasons: [
        {
          code: 'health-need-declined',
          sentence: no.words ?? '',
          line: null,
          whatWouldChange: no.whatWouldChange ?? '',
          signpost: null,
        },
      ],
      gapsAcceptedBecause: null,
      schemeVersion: budgetCase.schemeVersion,
      decidedByName: no.gpName ?? no.byName,
    },
    { healthNeed: { practice: practiceName, asked: words, on: no.on, recordedBy: recorded ? no.byName : null } },
  )
}

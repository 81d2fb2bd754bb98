import type { LockedCase } from '../case-access/case.ts'
import { keepDecision } from '../decisions/keep-decision.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import type { HealthNeed, PracticeAct } from './schemas.ts'

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
      ...ofNeed(budgetCase, { id, acts }),
      outcome: 'declined',
      reasons: [reason('health-need-declined', no.words ?? '', no.whatWouldChange ?? '')],
      decidedByName: no.gpName ?? no.byName,
    },
    { healthNeed: { practice: practiceName, asked: words, on: no.on, recordedBy: recorded ? no.byName : null } },
  )
}

/**
 * Keeps that a no which the person has a letter about was not the practice's own, as a later decision on the same answer, and writes to them again. The first
 * one stays in the record, as every decision does. A no that nobody has written to them about yet needs no second letter.
 */
export async function keepOvertaken(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  { id, practiceName, words, acts }: HealthNeed,
): Promise<void> {
  const no = acts.findLastIndex(({ kind }) => kind === 'declined')
  const told = acts.slice(no + 1).some(({ kind }) => kind === 'told')
  const said = acts.findLast(({ kind }) => kind === 'disputed')
  if (no < 0 || !told || !said) return
  await keepDecision(
    tx,
    context,
    budgetCase,
    {
      ...ofNeed(budgetCase, { id, acts }),
      outcome: 'returned',
      reasons: [
        reason(
          'health-need-disputed',
          'The practice says that what was written down as its answer was not its answer.',
          'The practice agrees the health need.',
        ),
      ],
      decidedByName: said.gpName ?? practiceName,
    },
    // Who wrote the dispute down is in the record: it is not told to the practice again, as an answer is.
    { healthNeed: { practice: practiceName, asked: words, on: said.on, recordedBy: null } },
  )
}

/** What a decision on an answer of the practice has in common: each answer is a version of its own. */
const ofNeed = (
  { id: caseId, schemeVersion }: LockedCase,
  { id, acts }: { readonly id: string; readonly acts: readonly Pick<PracticeAct, 'kind'>[] },
) =>
  ({
    caseId,
    subject: 'health-need',
    subjectId: id,
    subjectVersion: acts.filter(({ kind }) => kind === 'declined').length,
    tier: 'gp-practice',
    gapsAcceptedBecause: null,
    schemeVersion,
  }) as const

const reason = (code: string, sentence: string, whatWouldChange: string) => ({
  ...{ code, sentence, whatWouldChange },
  line: null,
  signpost: null,
})

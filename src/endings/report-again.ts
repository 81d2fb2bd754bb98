import type { LockedCase } from '../case-access/case.ts'
import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { reportDeath, reportElsewhere } from '../closing/report-death.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import type { Context } from '../platform/http/operation.ts'
import { objectionBy } from '../rules/people/recording.ts'
import { keepSaidFor } from '../said-for/keep-said-for.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'
import { isOneOf } from '../staff/same-human.ts'

interface Again {
  readonly on: LocalDate
  readonly evidence: string | null
  /** Who recorded before what the person said was not so. */
  readonly denied: readonly string[]
}

/**
 * Records a death of somebody who has said before that they are alive: not by who recorded that, and with evidence, of which the person is told. They
 * have time to say that it is not so before anybody confirms it, also where nothing is agreed.
 */
export async function reportAgain(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  { on, evidence, denied }: Again,
): Promise<void> {
  const { actor, now } = context
  const today = londonDate(now)
  const as = requireCaseRole(budgetCase, actor, 'care-coordinator', 'commissioner-officer')
  if (await isOneOf(tx, actor, denied)) throw new Problem('objected-to', 'The person has said that they are alive')
  if (evidence === null)
    throw invalidAt(
      '/evidence',
      'must say by what it is known, since the person has said that they are alive',
      'required',
    )
  const until = objectionBy(budgetCase.rules, 'death', today)
  const subjectId = await reportDeath(tx, context, budgetCase, on, until)
  await reportElsewhere(tx, context, budgetCase, on, until)
  await keepSaidFor(tx, context, budgetCase, {
    ...{ kind: 'death', subjectId, as, words: null },
    saidFor: { saidOn: today, how: null, present: null, evidence },
  })
}

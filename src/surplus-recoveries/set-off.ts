import { factsOf } from '../case-access/open-for-writing.ts'
import { findOpenAppeal } from '../case-access/repository.ts'
import type { AgreedLine } from '../ledger/lines-repository.ts'
import { recover } from '../ledger/payment-moves-repository.ts'
import { listNewestPauses } from '../line-pauses/repository.ts'
import { knownOf, lessOfLine, replanPayments } from '../payments/plan-payments.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { beyondNeed } from '../rules/spending/scheduled.ts'
import { londonDate } from '../shared/dates.ts'
import { type Pence, sumPence } from '../shared/money.ts'
import { findPlanInForce, type PlanInForce } from '../support-plans/in-force.ts'
import { findOpenRecovery, setRecovery, told } from './repository.ts'
import { askedOfLine, carriedOfLines, roomOf } from './room.ts'
import type { SurplusRecovery } from './schemas.ts'

type Line = SurplusRecovery['lines'][number]

/** Begins to set off what was decided, no more than there is to set off by then: payments are planned anew, and so much less. */
export async function beginSettingOff(tx: Tx, context: Context, recovery: SurplusRecovery): Promise<void> {
  const { actor, now } = context
  const { id, caseId } = recovery
  const today = londonDate(now)
  const [held, pauses] = await Promise.all([findPlanInForce(tx, actor, caseId), listNewestPauses(tx, actor, caseId)])
  const carriedOf = await carriedOfLines(tx, actor, held)
  const lines = recovery.lines.map((line) => {
    const open = openLine(held, line)
    const room = open && held ? roomOf('set-off', held, open, pauses, today, carriedOf) : 0
    return { ...line, setOffPence: Math.min(line.decidedPence ?? 0, room) }
  })
  const setOffPence = sumPence(lines.map((line) => line.setOffPence))
  if (setOffPence === 0) return close(tx, context, { ...recovery, lines })
  await setRecovery(tx, actor, { ...recovery, status: 'setting-off', lines })
  replanPayments(tx, context, caseId)
  const facts = { setOffPence }
  await record(tx, actor, { type: 'surplus-recovery.setting-off', subjectId: id, caseId, at: now, facts })
}

/**
 * Goes on with what is being set off, once a day: what payments were less by so far is the commissioner's, and no more is set off than leaves enough for all that the
 * schedule still asks for. It is over once it is used, or none of its lines is paid to the person any more. While a crisis is on, or an appeal is open, nothing is counted.
 */
export async function goOnSettingOff(
  tx: Tx,
  context: Context,
  recovery: SurplusRecovery,
  counts: boolean,
): Promise<boolean> {
  const { actor, now } = context
  const { caseId } = recovery
  const [held, pauses] = await Promise.all([findPlanInForce(tx, actor, caseId), listNewestPauses(tx, actor, caseId)])
  replanPayments(tx, context, caseId)
  const open = recovery.lines.map((line) => openLine(held, line))
  if (!held || open.every((line) => line === undefined)) {
    await close(tx, context, recovery)
    return true
  }
  if (!counts) return true
  const [counted, carriedOf] = await Promise.all([
    countUsed(tx, context, recovery, held, pauses),
    carriedOfLines(tx, actor, held),
  ])
  const lines = counted.lines.map((line, index) => {
    const agreed = open[index]
    if (!agreed) return line
    const asked = askedOfLine(held, agreed, pauses, londonDate(now))
    return { ...line, setOffPence: enoughWith(line, agreed, line.recoveredPence, asked, carriedOf(agreed.id)) }
  })
  const goesOn = lines.some((line, index) => open[index] && line.recoveredPence < line.setOffPence)
  if (goesOn) await setRecovery(tx, actor, { ...recovery, lines })
  else await close(tx, context, { ...recovery, lines })
  return true
}

/** What payments were less by so far is the commissioner's from now on. */
async function countUsed(
  tx: Tx,
  context: Context,
  recovery: SurplusRecovery,
  held: PlanInForce,
  pauses: Awaited<ReturnType<typeof listNewestPauses>>,
): Promise<SurplusRecovery> {
  const { caseId } = recovery
  // Of the case, for all its lines.
  const known = knownOf(tx, context, caseId, held, pauses)
  const lines = await Promise.all(
    recovery.lines.map(async (line) => {
      const agreed = openLine(held, line)
      if (!agreed) return line
      let left = Math.min(line.setOffPence - line.recoveredPence, agreed.availablePence)
      const less = (await lessOfLine(tx, context, known, agreed)).flatMap((one) => {
        const amountPence = Math.min(left, one.amountPence)
        left -= amountPence
        return amountPence > 0 ? [{ ...one, amountPence }] : []
      })
      const pence = sumPence(less.map(({ amountPence }) => amountPence))
      return { ...line, recoveredPence: line.recoveredPence + pence, lessFor: [...line.lessFor, ...less] }
    }),
  )
  const moves = lines.map(({ planLineId, recoveredPence }, index) => ({
    ...{ caseId, planLineId, from: 'available' as const },
    pence: recoveredPence - (recovery.lines[index]?.recoveredPence ?? 0),
  }))
  recover(tx, context.actor, moves, context.now)
  return { ...recovery, lines }
}

/**
 * Ends what is being set off on a case, before its plan ends or another takes the place of it: what payments were less by until now is counted, and the rest is released with the line. Gives the plan
 * with what its lines have then.
 */
export async function endSettingOff(tx: Tx, context: Context, caseId: string, held: PlanInForce): Promise<PlanInForce> {
  const { actor } = context
  const found = await findOpenRecovery(tx, actor, caseId)
  if (found?.status !== 'setting-off') return held
  const [pauses, appeal, { crisis }] = await Promise.all([
    listNewestPauses(tx, actor, caseId),
    findOpenAppeal(tx, actor, caseId),
    factsOf(tx, context, caseId),
  ])
  const recovery = told(found)
  await close(tx, context, appeal || crisis ? recovery : await countUsed(tx, context, recovery, held, pauses))
  return (await findPlanInForce(tx, actor, caseId)) ?? held
}

/** What is set off of a line, less what is needed after all for what its schedule still asks for, and for what the person keeps into the next period; what was used is used. */
function enoughWith(
  { setOffPence }: Line,
  line: AgreedLine,
  usedPence: Pence,
  asked: Pence | null,
  carriedPence: Pence,
): Pence {
  const lacks = asked === null ? 0 : Math.max(0, carriedPence - beyondNeed(asked, line))
  return Math.max(usedPence, setOffPence - lacks)
}

/** The line, while its money is paid to the person: nobody else's payments are less by what they hold. */
const openLine = (held: PlanInForce | undefined, { planLineId }: Line): AgreedLine | undefined =>
  held?.opened.find(({ id, deployment }) => id === planLineId && deployment === 'direct-payment')

/** It is over, with what payments were less by; where they never were, since the plan has ended or the money is needed, it lapses. */
async function close(tx: Tx, { actor, now }: Context, recovery: SurplusRecovery): Promise<void> {
  const { id, caseId } = recovery
  const recoveredPence = sumPence(recovery.lines.map((line) => line.recoveredPence))
  const status = recoveredPence > 0 ? 'recovered' : 'lapsed'
  await setRecovery(tx, actor, { ...recovery, status, closedAt: now.toISOString() })
  const facts = { recoveredPence }
  const type = status === 'lapsed' ? 'surplus-recovery.lapsed' : 'surplus-recovery.taken'
  await record(tx, actor, { type, subjectId: id, caseId, at: now, facts })
}

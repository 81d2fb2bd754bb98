import { factsOf } from '../case-access/open-for-writing.ts'
import { findOpenAppeal, lockCase, lockUnlessHeld } from '../case-access/repository.ts'
import type { AgreedLine } from '../ledger/lines-repository.ts'
import { recover } from '../ledger/payment-moves-repository.ts'
import { listNewestPauses } from '../line-pauses/repository.ts'
import { systemActor } from '../platform/access/system-actor.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { listTenants } from '../platform/database/tenants.ts'
import type { Context, Platform } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { sumPence } from '../shared/money.ts'
import { findPlanInForce } from '../support-plans/in-force.ts'
import { findRecovery, listToTake, setLookedOn, setRecovery, told } from './repository.ts'
import { carriedOfLines, roomOf } from './room.ts'
import type { SurplusRecovery } from './schemas.ts'
import { beginSettingOff, goOnSettingOff } from './set-off.ts'

const mostInBatch = 200

/**
 * Takes back, or begins to set off, what was decided once the time to appeal is over, each in a transaction of its own, and says how many. While an appeal is open, or a
 * crisis, nothing is taken. Never more than the line has by then; what crises brought stays. Each is looked at once a day, whatever comes of it, the longest ago first, so that none waits for ever behind
 * others that cannot be taken; one that breaks does not hold up the others.
 */
export async function takeSurpluses(
  { database, now }: Platform,
  closing: AbortSignal,
  most: number = mostInBatch,
): Promise<number> {
  let done = 0
  let failed: unknown
  for (const { commissionerId } of await listTenants(database)) {
    const actor = systemActor(commissionerId)
    const context: Context = { actor, now: now(commissionerId), ifMatch: undefined }
    const today = londonDate(context.now)
    for (const { id, caseId } of await database.read(actor, (reads) => listToTake(reads, actor, today, most))) {
      if (closing.aborted) return done
      try {
        if (await database.write(actor, (tx) => takeOne(tx, context, { id, caseId }))) done += 1
      } catch (error) {
        failed = error
        await database.write(actor, (tx) => setLookedOn(tx, actor, id, today))
      }
    }
  }
  if (failed !== undefined) throw failed
  return done
}

async function takeOne(
  tx: Tx,
  context: Context,
  { id, caseId }: Pick<SurplusRecovery, 'id' | 'caseId'>,
): Promise<boolean> {
  const { actor, now } = context
  // Who holds the case has done with it in a moment.
  if (!(await lockUnlessHeld(tx, actor, caseId))) return false
  await lockCase(tx, actor, caseId)
  const [recovery, appeal, { crisis }] = await Promise.all([
    findRecovery(tx, actor, id),
    findOpenAppeal(tx, actor, caseId),
    factsOf(tx, context, caseId),
    setLookedOn(tx, actor, id, londonDate(now)),
  ])
  if (recovery?.status === 'setting-off') return goOnSettingOff(tx, context, told(recovery), !appeal && !crisis)
  if (recovery?.status !== 'decided' || appeal || crisis) return false
  if (recovery.kind === 'set-off') await beginSettingOff(tx, context, told(recovery))
  else await take(tx, context, told(recovery))
  return true
}

async function take(tx: Tx, { actor, now }: Context, recovery: SurplusRecovery): Promise<void> {
  const { id, caseId } = recovery
  const [held, pauses] = await Promise.all([findPlanInForce(tx, actor, caseId), listNewestPauses(tx, actor, caseId)])
  const carriedOf = await carriedOfLines(tx, actor, held)
  const lines = recovery.lines.map((line) => {
    const open = held?.opened.find((one) => one.id === line.planLineId)
    const room = open && held ? roomOf('taken-back', held, open, pauses, londonDate(now), carriedOf) : 0
    const recoveredPence = Math.min(line.decidedPence ?? 0, room)
    return { open, line: { ...line, recoveredPence } }
  })
  const moves = lines.flatMap(({ open, line }) => (open ? partsOf(open, line.recoveredPence) : []))
  recover(tx, actor, moves, now)
  const takenPence = sumPence(lines.map(({ line }) => line.recoveredPence))
  // Where nothing is there to be taken any more, nobody is told that it was.
  const lapsed = takenPence === 0
  await setRecovery(tx, actor, {
    ...recovery,
    status: lapsed ? 'lapsed' : 'recovered',
    lines: lines.map(({ line }) => line),
    closedAt: now.toISOString(),
  })
  await record(tx, actor, {
    type: lapsed ? 'surplus-recovery.lapsed' : 'surplus-recovery.taken',
    subjectId: id,
    caseId,
    at: now,
    facts: { recoveredPence: takenPence },
  })
}

/** What was given back goes first. */
function partsOf({ caseId, id: planLineId, returnedPence }: AgreedLine, pence: number) {
  const returned = Math.min(returnedPence, pence)
  const of = { caseId, planLineId }
  return [
    { ...of, from: 'returned' as const, pence: returned },
    { ...of, from: 'available' as const, pence: pence - returned },
  ]
}

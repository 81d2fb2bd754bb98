import { listWaitingConcerns } from '../concerns/listing-repository.ts'
import { systemActor } from '../platform/access/system-actor.ts'
import type { Tx } from '../platform/database/database.ts'
import type { LocalDate } from '../shared/dates.ts'
import { listHandlers } from './handlers-repository.ts'
import type { ToTell } from './reading-repository.ts'

const mostLookedAt = 500

/** What waits for somebody who handles concerns, of those that they may handle: one who could be suspected is told of nothing. */
const waitingFor = (tx: Tx, commissionerId: string, actorId: string, today: LocalDate) =>
  listWaitingConcerns(tx, { ...systemActor(commissionerId), actorId }, today, mostLookedAt)

/** That a concern has come to its day, or a freeze ends by itself soon, to each who may handle it. It is of no person and no case, so that nobody else learns of it. */
export async function toldOfConcerns(tx: Tx, commissionerId: string, today: LocalDate): Promise<ToTell[]> {
  const told: ToTell[] = []
  for (const { actor_id: actorId } of await listHandlers(tx))
    for (const { about } of await waitingFor(tx, commissionerId, actorId, today))
      told.push({ kind: 'concern-waiting', about, caseId: null, personId: null, actorId, decisionId: null })
  return told
}

/** What still waits for these accounts, each by the account and what it is about. */
export async function stillWaiting(
  tx: Tx,
  commissionerId: string,
  accounts: readonly string[],
  today: LocalDate,
): Promise<ReadonlySet<string>> {
  const still = new Set<string>()
  for (const actorId of new Set(accounts))
    for (const { about } of await waitingFor(tx, commissionerId, actorId, today)) still.add(`${actorId} ${about}`)
  return still
}

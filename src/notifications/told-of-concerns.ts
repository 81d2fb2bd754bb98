import { listWaitingConcerns, type Waiting } from '../concerns/listing-repository.ts'
import { systemActor } from '../platform/access/system-actor.ts'
import type { Tx } from '../platform/database/database.ts'
import type { LocalDate } from '../shared/dates.ts'
import { listHandlers } from './handlers-repository.ts'
import type { ToTell } from './reading-repository.ts'

/** So much is told to each in a day; what is over is told on the next. */
const mostTold = 500

/** What waits for somebody who handles concerns, of those that they may handle: one who could be suspected is told of nothing. */
const waitingFor = (tx: Tx, commissionerId: string, actorId: string, today: LocalDate, which: Waiting) =>
  listWaitingConcerns(tx, { ...systemActor(commissionerId), actorId }, today, which)

/** That a concern has come to its day, or a freeze ends by itself soon, to each who may handle it, the gravest first. It is of no person and no case, so that nobody else learns of it. */
export async function toldOfConcerns(tx: Tx, commissionerId: string, today: LocalDate): Promise<ToTell[]> {
  const told: ToTell[] = []
  for (const { actor_id: actorId } of await listHandlers(tx))
    for (const { about } of await waitingFor(tx, commissionerId, actorId, today, { untold: mostTold }))
      told.push({ kind: 'concern-waiting', about, caseId: null, personId: null, actorId, decisionId: null })
  return told
}

/** Of what is to be told, what still waits for its account, each by the account and what it is about. */
export async function stillWaiting(
  tx: Tx,
  commissionerId: string,
  taken: readonly { readonly actorId: string | null; readonly about: string }[],
  today: LocalDate,
): Promise<ReadonlySet<string>> {
  const still = new Set<string>()
  for (const [actorId, theirs] of Map.groupBy(taken, (one) => one.actorId)) {
    if (actorId === null) continue
    const of = theirs.flatMap(({ about }) => about.split(' ')[0] ?? [])
    for (const { about } of await waitingFor(tx, commissionerId, actorId, today, { of }))
      still.add(`${actorId} ${about}`)
  }
  return still
}

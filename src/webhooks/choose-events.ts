import { eventsFrom } from '../events/repository.ts'
import { provided } from '../events/schemas.ts'
import type { Tx } from '../platform/database/database.ts'
import { insertChosen, lockLookedTo } from './deliveries-repository.ts'
import { readerOf } from './reader.ts'
import type { AtWork } from './repository.ts'

const mostChosen = 1_000

/** Looks further along the chain for what a webhook is told, by what its organisation sees now; says whether there is more to look at. */
export async function chooseEvents(tx: Tx, commissionerId: string, webhook: AtWork, now: Date): Promise<boolean> {
  const looked = await lockLookedTo(tx, webhook.id)
  if (!looked) return false
  const { items, upTo, more, caseOf } = await eventsFrom(tx, readerOf(commissionerId, webhook), {
    ...{ after: looked.lookedTo, limit: mostChosen, types: looked.types, caseId: undefined },
  })
  const chosen = items.flatMap((event) =>
    'caseId' in event || event.type === provided
      ? [{ entryId: event.id, sequence: event.sequence, caseId: caseOf.get(event.sequence) ?? null }]
      : [],
  )
  await insertChosen(tx, commissionerId, webhook.id, chosen, upTo.sequence, now)
  return more
}

import { listActiveLines } from '../ledger/lines-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { insertProvider, listGiving } from './repository.ts'

/** A line that has closed. */
interface Closed {
  readonly id: string
  readonly key: string
}

/** Who gave lines gives those of the same keys that are open in their place, from today: nobody decided on anything else. Of two lines of a key, the first says who. */
export async function goOnGiving(tx: Tx, context: Context, caseId: string, before: readonly Closed[]): Promise<void> {
  const { actor, now } = context
  const [open, giving] = await Promise.all([
    listActiveLines(tx, actor, caseId),
    listGiving(
      tx,
      actor,
      before.map(({ id }) => id),
    ),
  ])
  const named = open.flatMap((line) => {
    const payeeId = before.flatMap(({ id, key }) => (key === line.key ? (giving.get(id) ?? []) : []))[0]
    return payeeId === undefined || giving.has(line.id) ? [] : [{ id: newId(), planLineId: line.id, payeeId }]
  })
  for (const one of named) insertProvider(tx, actor, { ...one, caseId, namedAt: now.toISOString(), endedAt: null })
  await Promise.all(
    named.map(({ id, planLineId, payeeId }) =>
      record(tx, actor, {
        type: 'line-provider.named',
        subjectId: id,
        caseId,
        at: now,
        facts: { planLineId, payeeId },
      }),
    ),
  )
}

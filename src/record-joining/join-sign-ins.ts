import { insertPersonOnCases, setPersonLeft } from '../case-team/repository.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { findOpenSignIn, insertSignIn, setSignIn } from '../sign-ins/repository.ts'

interface Joining {
  readonly joinProposedBy: string
  readonly goesOnId: string
  readonly otherId: string
  readonly subject: string | null
  /** Whether the sign-in is that of the record that does not go on. */
  readonly moves: boolean
  readonly name: string
  readonly inFlight: readonly string[]
}

/** Gives the record that goes on the one sign-in that there is, and the person, as it names them, their place on every open case. */
export async function joinSignIns(tx: Tx, { actor, now }: Context, joining: Joining): Promise<void> {
  const { subject, inFlight, name } = joining
  if (subject === null) return
  if (joining.moves) {
    const signInId = await findOpenSignIn(tx, actor, joining.otherId)
    // Ended by two, as the two who join the records: the one proposed it, the other confirms.
    await setSignIn(tx, actor, signInId ?? '', {
      end_proposed_by: joining.joinProposedBy,
      end_proposed_at: now,
      ended_by: actor.actorId,
      ended_at: now,
    })
    const linked = { id: newId(), personId: joining.goesOnId, subject, linkedAt: now.toISOString() }
    await insertSignIn(tx, actor, { ...linked, linkedBy: 'record-joined' }, null)
  }
  await setPersonLeft(tx, actor, inFlight, now)
  await insertPersonOnCases(tx, actor, inFlight, { subject, name }, now)
}

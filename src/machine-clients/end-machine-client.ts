import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { lockMachineClient, setMachineClient } from './repository.ts'
import type { MachineClient } from './schemas.ts'

/** The system asks in its own name no longer; what it did stays. */
export async function endMachineClient(
  tx: Tx,
  { actor, now }: Context,
  machineClientId: string,
): Promise<Answer<MachineClient>> {
  const { client } = orNotFound(await lockMachineClient(tx, actor.commissionerId, machineClientId))
  if (client.endedAt !== null) throw new Problem('wrong-state', 'This machine client was ended already')
  await Promise.all([
    setMachineClient(tx, actor.commissionerId, client.id, { ended_by: actor.actorId, ended_at: now }),
    record(tx, actor, {
      type: 'machine-client.ended',
      subjectId: client.id,
      caseId: null,
      at: now,
      facts: { clientId: client.clientId },
    }),
  ])
  return done({ ...client, endedAt: now.toISOString() })
}

import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { requireRegistrar } from '../staff/registrar.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { lockMachineClient, setMachineClient } from './repository.ts'
import type { MachineClient } from './schemas.ts'

/** Confirms that a system is whose it says and needs what it asks for: another human than who registered it. It may ask from now on. */
export async function confirmMachineClient(
  tx: Tx,
  { actor, now }: Context,
  machineClientId: string,
): Promise<Answer<MachineClient>> {
  const { client, registeredBy } = orNotFound(await lockMachineClient(tx, actor.commissionerId, machineClientId))
  await requireRegistrar(tx, actor, null)
  if (client.confirmedAt !== null || client.endedAt !== null) throw new Problem('wrong-state')
  await requireSecondPerson(tx, actor, [registeredBy], 'Somebody else than who registered the system confirms it')
  await Promise.all([
    setMachineClient(tx, actor.commissionerId, client.id, { confirmed_by: actor.actorId, confirmed_at: now }),
    record(tx, actor, {
      type: 'machine-client.confirmed',
      subjectId: client.id,
      caseId: null,
      at: now,
      facts: { clientId: client.clientId, registeredBy },
    }),
  ])
  return done({ ...client, confirmedAt: now.toISOString() })
}

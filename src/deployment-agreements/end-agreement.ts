import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { setAgreementEnded } from './repository.ts'

/** Ends an agreement that the person did not sign: no payment is made by it, and an organisation buys nothing by it, until they have. Who spends stays as it is meanwhile. */
export async function endAgreement(tx: Tx, { actor, now }: Context, id: string): Promise<void> {
  const ended = await setAgreementEnded(tx, actor, id, now)
  if (!ended) return
  const { caseId, line, deployment, instrument } = ended
  const facts = { line, deployment, instrument }
  await record(tx, actor, { type: 'deployment-agreement.ended', subjectId: id, caseId, at: now, facts })
}

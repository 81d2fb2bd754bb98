import type { LockedCase } from '../cases/case.ts'
import { lockCase } from '../cases/repository.ts'
import { findDecision } from '../decisions/repository.ts'
import type { Decision } from '../decisions/schemas.ts'
import type { Actor } from '../platform/access.ts'
import type { Tx } from '../platform/database.ts'
import { Problem } from '../platform/errors.ts'
import { type Context, checkVersion, found } from '../platform/operation.ts'
import { getRules } from '../schemes/repository.ts'
import { findAppeal, type VersionedAppeal } from './repository.ts'
import type { Appeal } from './schemas.ts'

/** An appeal with its case, under the rules of the decision it is against, and that decision. The case may have ended: a refusal that ended it can be appealed. */
export async function openAppeal(
  tx: Tx,
  context: Context,
  id: string,
  ...statuses: readonly Appeal['status'][]
): Promise<{ the: LockedCase; appeal: VersionedAppeal; decision: Decision }> {
  const [the, held] = await Promise.all([
    lockCase(tx, context.actor, { table: 'appeal', id }),
    findAppeal(tx, context.actor, id),
  ])
  const locked = found(the)
  const appeal = found(held)
  checkVersion(context, appeal.version)
  if (!statuses.includes(appeal.status))
    throw new Problem('wrong-state', `The appeal is ${appeal.status}; this needs it to be ${statuses.join(' or ')}`)
  const decision = found(await findDecision(tx, context.actor, appeal.decisionId))
  return { the: await underDecision(tx, context.actor, locked, decision), appeal, decision }
}

/** The case under the rules that a decision was made under: its letter promised who looks at it again, and by when. */
export async function underDecision(
  tx: Tx,
  { commissionerId }: Actor,
  the: LockedCase,
  { schemeVersion }: Decision,
): Promise<LockedCase> {
  return { ...the, schemeVersion, rules: await getRules(tx, commissionerId, the.schemeId, schemeVersion) }
}

/** The appeal for the wire: without what only the ETag tells. */
export function withoutVersion({ version: _, ...appeal }: VersionedAppeal): Appeal {
  return appeal
}

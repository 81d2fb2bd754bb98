import type { LockedCase } from '../case-access/case.ts'
import { lockCase } from '../case-access/repository.ts'
import { findDecision } from '../decisions/repository.ts'
import type { Decision } from '../decisions/schemas.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Context, checkVersion, orNotFound } from '../platform/http/operation.ts'
import type { SchemeRules } from '../rules/scheme/scheme-rules.ts'
import { getRules } from '../schemes/repository.ts'
import { findAppeal, type VersionedAppeal } from './repository.ts'
import type { Appeal } from './schemas.ts'

/** An appeal with what it is about. Its rules are those of the decision, as its letter told them, whatever rules the case is under since. */
export interface OpenAppeal {
  readonly budgetCase: LockedCase
  readonly appeal: VersionedAppeal
  readonly decision: Decision
  readonly rules: SchemeRules
}

/** An appeal with its case and the decision it is against. The case may have ended: a refusal that ended it can be appealed. */
export async function openAppeal(
  tx: Tx,
  context: Context,
  id: string,
  ...statuses: readonly Appeal['status'][]
): Promise<OpenAppeal> {
  const [budgetCase, held] = await Promise.all([
    lockCase(tx, context.actor, { table: 'appeal', id }),
    findAppeal(tx, context.actor, id),
  ])
  const locked = orNotFound(budgetCase)
  const appeal = orNotFound(held)
  checkVersion(context, appeal.version)
  if (!statuses.includes(appeal.status))
    throw new Problem('wrong-state', `The appeal is ${appeal.status}; this needs it to be ${statuses.join(' or ')}`)
  const decision = orNotFound(await findDecision(tx, context.actor, appeal.decisionId))
  const rules = await getRules(tx, context.actor.commissionerId, locked.schemeId, decision.schemeVersion)
  return { budgetCase: locked, appeal, decision, rules }
}

/** The appeal for the wire: without what only the ETag tells. */
export function withoutVersion({ version: _, ...appeal }: VersionedAppeal): Appeal {
  return appeal
}

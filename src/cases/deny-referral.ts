import type { Tx } from '../platform/database/database.ts'
import type { Answer, Context } from '../platform/http/operation.ts'
import { answered, openReferral } from './answer-referral.ts'
import type { Referral } from './referral-schemas.ts'

/** Says that there was no such referral: it never opens anything. */
export async function denyReferral(tx: Tx, context: Context, id: string): Promise<Answer<Referral>> {
  const referral = await openReferral(tx, context.actor, id)
  return answered(tx, context, referral, { outcome: 'denied', caseId: null })
}

import type { Static } from '@sinclair/typebox'
import { findOrganisation } from '../organisations/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { agreed, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { mayName } from '../rules/sign-off/delegations.ts'
import { londonDate } from '../shared/dates.ts'
import { insertDeputyship } from './repository.ts'
import type { Deputyship, NewDeputyship } from './schemas.ts'

/** Names who stands in for a holder of a tier. From the first day on, what waits for the holder waits for the deputy too. */
export async function nameDeputy(
  tx: Tx,
  { actor, now }: Context,
  input: Static<typeof NewDeputyship>,
): Promise<Answer<Deputyship>> {
  agreed(mayName(actor, input, londonDate(now)))
  if (input.organisationId !== null) {
    const trust = await findOrganisation(tx, actor.commissionerId, input.organisationId)
    if (trust?.kind !== 'trust')
      throw new Problem('reference-unknown', undefined, {
        errors: [
          { pointer: '/organisationId', code: 'reference-unknown', detail: 'names no trust that is known here' },
        ],
      })
  }
  const deputyship = await insertDeputyship(tx, actor, input, now)
  await record(tx, actor, {
    type: 'deputyship.named',
    subjectId: deputyship.id,
    caseId: null,
    at: now,
    facts: {
      holderId: input.holderId,
      standing: input.standing,
      deputyId: input.deputyId,
      from: input.from,
      until: input.until,
    },
  })
  return created(deputyship, `/v1/deputyships/${deputyship.id}`)
}

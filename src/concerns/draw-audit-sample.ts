import { createHash, randomBytes } from 'node:crypto'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { drawSample } from '../rules/concerns/audit-samples.ts'
import { londonDate } from '../shared/dates.ts'
import { listLeast } from './drawable-repository.ts'
import type { AuditSample, NewAuditSample } from './sample-schemas.ts'
import { insertSample } from './samples-repository.ts'

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Draws items of one kind for audit, by a seed that nobody picks: else somebody could try seeds until one avoids an item. No event tells of it: whoever knows what is looked at next could put it right before. */
export async function drawAuditSample(
  tx: Tx,
  { actor, now }: Context,
  input: NewAuditSample,
): Promise<Answer<AuditSample>> {
  if (input.from > input.until || input.until >= londonDate(now))
    throw new Problem('request-invalid', 'A sample is drawn from days that are over', {
      errors: [
        { pointer: '/until', code: 'request-invalid', detail: 'must be before today, and no earlier than from' },
      ],
    })
  const drawing = {
    ...input,
    of: input.of ?? ('purchase' as const),
    seed: randomBytes(16).toString('hex'),
    drawnAt: now.toISOString(),
  }
  const { items, population } = await listLeast(tx, drawing)
  const sample = { id: newId(), ...drawing, population, drawnBy: actor.actorId }
  await insertSample(tx, actor, sample, drawSample(items, drawing, sha256))
  return created(sample, `/v1/audit-samples/${sample.id}`)
}

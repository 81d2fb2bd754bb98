import type { Static } from '@sinclair/typebox'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import type { NewScheme, SchemeHeading } from './draft-schemas.ts'
import { insertScheme } from './drafts-repository.ts'

/** Begins a scheme of the commissioner's own. Nobody is under it until a first version is drafted, simulated, published and in force. */
export async function createScheme(
  tx: Tx,
  { actor, now }: Context,
  input: Static<typeof NewScheme>,
): Promise<Answer<SchemeHeading>> {
  const scheme = { id: newId(), ...input }
  await Promise.all([
    insertScheme(tx, actor, scheme),
    record(tx, actor, {
      type: 'scheme.created',
      subjectId: scheme.id,
      caseId: null,
      at: now,
      facts: { code: scheme.code },
    }),
  ])
  return created(scheme, `/v1/schemes/${scheme.id}/versions`)
}

import type { Permission } from '../../permissions.ts'
import { type Conflict, type ConflictKind, conflictKinds } from '../../shared/outcome.ts'
import { id, oneOf, ref, thing } from '../../shared/schema.ts'

export const ConflictSchema = thing('Conflict', 'What is in the way of the request.', {
  kind: ref(
    oneOf(conflictKinds, { $id: 'ConflictKind', description: 'What kind of thing it is. Values may be added.' }),
  ),
  id: id(),
})

const readWith: Readonly<Record<ConflictKind, Permission>> = {
  case: 'case:read',
  'expression-of-interest': 'expression:read',
  'needs-assessment': 'assessment:read',
  'support-plan': 'plan:read',
  review: 'review:read',
  'crisis-episode': 'plan:read',
  appeal: 'appeal:read',
  simulation: 'scheme:read',
  'likely-double': 'person:join',
}

/** Who reads a problem; nobody where there was no token. */
export type Reader = { readonly permissions: ReadonlySet<Permission> } | null | undefined

/** What is in the way, for an actor who may read such things; whoever finds it has made sure that they see its case. */
export function conflictFor(conflict: Conflict | undefined, reader: Reader): Conflict | undefined {
  return conflict && reader?.permissions.has(readWith[conflict.kind]) ? conflict : undefined
}

import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { type IdentifiedKind, type Identifier, identifierTaken, tokenOf } from '../rules/people/identifiers.ts'
import { deleteIdentifiers, insertIdentifiers, listIdentifiersOf } from './repository.ts'
import { type Identifiers, mostOfThing, type SystemIdentifiers } from './schemas.ts'

/** What is given identifiers, locked: the person's own NHS number, and the case that it belongs to. */
export type Receiving =
  | { readonly kind: 'person'; readonly id: string; readonly nhsNumber: string | null }
  | { readonly kind: 'organisation'; readonly id: string }
  | { readonly kind: 'case' | 'support-plan'; readonly id: string; readonly caseId: string }

/** Sets what one system knows something by. It is the same for all that can be known: sent again, it changes nothing. */
export async function setIdentifiers(
  tx: Tx,
  { actor, now }: Context,
  of: Receiving,
  { system, values }: SystemIdentifiers,
): Promise<Answer<Identifiers>> {
  const nhsNumber = of.kind === 'person' ? of.nhsNumber : null
  const wanted = values.map((value) => ({ system, value }))
  for (const [index, identifier] of wanted.entries()) requireTaken(of.kind, identifier, nhsNumber, index)
  const known = await listIdentifiersOf(tx, actor, of)
  const others = known.filter((one) => one.system !== system)
  const without = (some: readonly Identifier[], those: readonly Identifier[]) => {
    const tokens = new Set(those.map(tokenOf))
    return some.filter((one) => !tokens.has(tokenOf(one)))
  }
  const gone = without(known, [...others, ...wanted])
  const fresh = without(wanted, known)
  // What came together by a join can always be taken away.
  if (fresh.length > 0 && others.length + wanted.length > mostOfThing)
    throw invalidAt('/values', `would make more than ${mostOfThing} in all`)
  const identifiers = [...known.filter((one) => !gone.includes(one)), ...fresh].sort((a, b) =>
    tokenOf(a) < tokenOf(b) ? -1 : 1,
  )
  if (gone.length + fresh.length === 0) return done({ items: identifiers })
  await Promise.all([
    deleteIdentifiers(tx, actor, of.kind, gone),
    insertIdentifiers(
      tx,
      actor,
      fresh.map((identifier) => ({ of, identifier })),
      now,
    ),
    record(tx, actor, { ...about(of), at: now, facts: { added: fresh.length, removed: gone.length } }),
  ])
  return done({ items: identifiers })
}

/** What it was that happened, and to what: never what the identifiers are. */
function about(of: Receiving) {
  if (of.kind === 'person') return { type: 'person.identifiers-set', subjectId: of.id, caseId: null } as const
  if (of.kind === 'organisation')
    return { type: 'organisation.identifiers-set', subjectId: of.id, caseId: null } as const
  if (of.kind === 'case') return { type: 'case.identifiers-set', subjectId: of.id, caseId: of.caseId } as const
  return { type: 'support-plan.identifiers-set', subjectId: of.id, caseId: of.caseId } as const
}

function requireTaken(kind: IdentifiedKind, identifier: Identifier, nhsNumber: string | null, index: number): void {
  const taken = identifierTaken(kind, identifier, nhsNumber)
  if (taken === true) return
  const pointer = taken.pointer === '/value' ? `/values/${index}` : '/system'
  throw new Problem('identifier-misplaced', taken.detail, {
    errors: [{ pointer, code: 'identifier-misplaced', detail: taken.detail }],
  })
}

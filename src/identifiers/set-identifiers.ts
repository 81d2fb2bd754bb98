import { countAttempt, uncountAttempt } from '../attempts/attempts-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, refusedAfter } from '../platform/http/operation.ts'
import { type IdentifiedKind, type Identifier, identifierTaken, tokenOf } from '../rules/people/identifiers.ts'
import { deleteIdentifiers, insertUntaken, listIdentifiersOf, listNumbersOf, listPeopleWho } from './repository.ts'
import { saidOf } from './said-of.ts'
import { type Identifiers, mostOfThing, type SystemIdentifiers } from './schemas.ts'

/** What is given identifiers, locked, with whose it is and the case that it belongs to. */
export interface Receiving {
  readonly kind: IdentifiedKind
  readonly id: string
  readonly personId: string | null
  readonly caseId: string | null
}

/** Sets what one system knows something by. It is the same for all that can be known: sent again, it changes nothing. */
export async function setIdentifiers(
  tx: Tx,
  context: Context,
  of: Receiving,
  { system, values }: SystemIdentifiers,
): Promise<Answer<Identifiers>> {
  const { actor, now } = context
  const wanted = values.map((value) => ({ system, value }))
  const [known, ofPeople] = await Promise.all([
    listIdentifiersOf(tx, actor, of),
    listNumbersOf(tx, actor, of.personId === null ? [] : [of.personId]),
  ])
  const numbers = ofPeople.get(of.personId ?? '') ?? []
  for (const [index, identifier] of wanted.entries()) requireTaken(of.kind, identifier, numbers, index)
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
  const guess = of.personId !== null && fresh.length > 0
  // Counted before it is known whether it was a guess, so that who has guessed enough learns nothing more.
  if (guess) await countAttempt(tx, actor, 'person-search', now)
  const set = await insertUntaken(tx, actor, of, fresh, now)
  if (set.length < fresh.length) return refuseTaken(tx, context, of.kind, set, without(fresh, set))
  await Promise.all([
    guess && uncountAttempt(tx, actor, 'person-search', now),
    deleteIdentifiers(tx, actor, of.kind, gone),
    record(tx, actor, { ...saidOf(of), at: now, facts: { added: fresh.length, removed: gone.length } }),
  ])
  return done({ items: identifiers })
}

/**
 * That something has an identifier tells of who may not be seen. So the refusal is counted as a search, sounds the same of a restricted record, and is
 * kept with whose they are; what was set meanwhile is taken back.
 */
async function refuseTaken(
  tx: Tx,
  { actor, now }: Context,
  kind: IdentifiedKind,
  set: readonly Identifier[],
  taken: readonly Identifier[],
): Promise<Answer<never>> {
  const [people] = await Promise.all([
    kind === 'organisation' ? [] : listPeopleWho(tx, actor, kind, taken),
    deleteIdentifiers(tx, actor, kind, set),
  ])
  for (const subjectId of people)
    await record(tx, actor, {
      type: 'person.identifier-refused',
      subjectId,
      caseId: null,
      at: now,
      facts: { kind },
    })
  return refusedAfter(new Problem('identifier-taken'))
}

function requireTaken(kind: IdentifiedKind, identifier: Identifier, numbers: readonly string[], index: number): void {
  const taken = identifierTaken(kind, identifier, numbers)
  if (taken === true) return
  const pointer = taken.pointer === '/value' ? `/values/${index}` : '/system'
  throw new Problem('identifier-misplaced', taken.detail, {
    errors: [{ pointer, code: 'identifier-misplaced', detail: taken.detail }],
  })
}

import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { holdsNumber } from '../rules/people/identifiers.ts'
import { deleteIdentifiers, listIdentifiersAround, listNumbersOf } from './repository.ts'
import { saidOf } from './said-of.ts'

/**
 * Takes away what holds an NHS number that is the person's by now, of theirs, their cases and their plans: it was taken while theirs was another, or not
 * known, and would be in an address or found by itself from here on. The person and their cases are locked.
 */
export async function dropNumbers(tx: Tx, { actor, now }: Context, personId: string): Promise<void> {
  const [ofPeople, all] = await Promise.all([
    listNumbersOf(tx, actor, [personId]),
    listIdentifiersAround(tx, actor, personId),
  ])
  const numbers = ofPeople.get(personId) ?? []
  const gone = all.filter((one) => numbers.some((number) => holdsNumber(one, number)))
  const byThing = Map.groupBy(gone, ({ of }) => `${of.kind} ${of.id}`)
  await Promise.all([
    ...(['person', 'case', 'support-plan'] as const).map((kind) =>
      deleteIdentifiers(
        tx,
        actor,
        kind,
        gone.filter(({ of }) => of.kind === kind),
      ),
    ),
    ...[...byThing.values()].flatMap(([first, ...more]) =>
      first
        ? record(tx, actor, {
            ...saidOf({ ...first.of, caseId: first.caseId }),
            at: now,
            facts: { added: 0, removed: 1 + more.length },
          })
        : [],
    ),
  ])
}

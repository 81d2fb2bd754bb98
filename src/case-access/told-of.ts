import type { Actor } from '../platform/access/access.ts'
import { asking } from '../platform/access/asking.ts'
import type { Seen } from '../platform/access/seen.ts'
import type { Ground } from '../rules/access/sight.ts'
import { groundOfEverybody } from './grounds-repository.ts'

/** Whose record a row of a list is of. */
interface Whose {
  readonly personId: string
  readonly caseId?: string
}

/** That a list for those who see everybody told of these, or of one whom the list is for on a ground of its own. */
export function everybodyTold(actor: Actor, whose: readonly Whose[], otherwise?: Ground): Seen[] {
  const ground = groundOfEverybody(asking(actor))?.ground ?? otherwise
  return ground ? whose.map(({ personId, caseId = null }) => ({ caseId, personId, ground })) : []
}

/** For a list whose rows name the person. */
export const personTold = (row: Whose, actor: Actor): Seen[] => everybodyTold(actor, [row])

/** The same for a list of what is paid, where the record may be restricted and opened to the actor to pay (`named`). */
export const toldToPay = (row: Whose & { readonly named: boolean }, actor: Actor): Seen[] =>
  row.named ? [{ personId: row.personId, caseId: row.caseId ?? null, ground: 'named-to-pay' }] : personTold(row, actor)

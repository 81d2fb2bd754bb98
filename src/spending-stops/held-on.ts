import type { AgreedLine } from '../ledger/lines-repository.ts'
import { findHoldingOn, isHoldingAgreed } from '../line-holdings/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import type { Holding } from '../rules/planning/line-holding.ts'
import { waitsForAgreement } from '../rules/spending/deployment-agreement.ts'
import type { LocalDate } from '../shared/dates.ts'
import { isEssential } from './frozen-by.ts'

/** How the money of a line was held at the end of a day, and whether what was bought on it waits for a signature. */
export interface HeldOn {
  /** Where it is held in another way since. */
  readonly heldThen: Holding | undefined
  readonly unsigned: boolean
}

/** Support that keeps a crisis off, or is there for one, is bought on: it must not wait for a signature. */
export async function heldOn(reads: Reads, actor: Actor, line: AgreedLine, day: LocalDate): Promise<HeldOn> {
  const heldThen = await findHoldingOn(reads, actor, line.id, day, 'end')
  const held = heldThen ?? line
  if (!waitsForAgreement(held, 'purchase')) return { heldThen, unsigned: false }
  const agreed = await isHoldingAgreed(reads, actor, line.caseId, line.key, held)
  return { heldThen, unsigned: !agreed && !(await isEssential(reads, actor, line.id)) }
}

import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { isSaidOf } from '../rules/spending/payees.ts'
import type { LocalDate } from '../shared/dates.ts'
import { findPayeeDecision, listRefusedNames } from './decisions-repository.ts'
import { findPayee } from './repository.ts'
import { teamTied } from './team-repository.ts'
import { listNamedTies } from './ties-repository.ts'

/** What is known of a payee on a case, on a day: also what was said of another entry whose name can be theirs. */
export async function knownHere(reads: Reads, actor: Actor, caseId: string, payeeId: string, on: LocalDate) {
  const [payee, team, decided, ties, refused] = await Promise.all([
    findPayee(reads, actor, payeeId, on),
    teamTied(reads, actor, caseId),
    findPayeeDecision(reads, actor, caseId, payeeId),
    listNamedTies(reads, actor, caseId),
    listRefusedNames(reads, actor, caseId),
  ])
  return payee && { payee, team, decided, refused, declared: ties.filter((tie) => isSaidOf(tie, payee)) }
}

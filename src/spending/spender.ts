import type { LockedCase } from '../case-access/case.ts'
import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { listMembers } from '../case-team/repository.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import type { AgreedLine } from '../ledger/lines-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import type { CaseRole } from '../rules/scheme/scheme-rules.ts'
import { keepersOf, type Spender, spendersOf } from '../rules/spending/spenders.ts'
import { findTakeOverOn } from '../take-overs/repository.ts'

type Line = Pick<AgreedLine, 'key' | 'deployment' | 'holderId'>

const listOf =
  (of: typeof spendersOf) =>
  async (reads: Reads, actor: Actor, caseId: string, lines: readonly Line[]): Promise<Spender[][]> => {
    const [members, takeOver] = await Promise.all([
      listMembers(reads, actor, caseId),
      findTakeOverOn(reads, actor, caseId),
    ])
    return lines.map((line) => of(line, members, takeOver))
  }

/** Who may spend from each of these lines, as the team is now. */
export const listSpenders = listOf(spendersOf)

const isRole = (role: Spender['role']): role is CaseRole => role !== 'takes-over'

const requireOneOf =
  (of: ReturnType<typeof listOf>, afterTheEnd: readonly Spender[] = []) =>
  async (tx: Tx, budgetCase: LockedCase, actor: Actor, line: Line): Promise<void> => {
    const [listed = []] = await of(tx, actor, budgetCase.id, [line])
    const those = budgetCase.endedAt === null ? listed : [...listed, ...afterTheEnd]
    if (budgetCase.grounds.includes('takes-over') && those.some(({ role }) => role === 'takes-over')) return
    const as = requireCaseRole(budgetCase, actor, ...those.map(({ role }) => role).filter(isRole))
    const only = those.find(({ role }) => role === as)?.organisationId ?? null
    if (only !== null && only !== actor.organisationId)
      throw new Problem('case-role-required', 'Only the organisation that holds the money of this line can spend it')
    if (line.deployment === 'direct-payment') await requireMandate(tx, actor, budgetCase.id, as, 'recordPurchase')
  }

/** Refuses whoever may not spend from a line: the same rule says before a plan is agreed who may. */
export const requireSpender = requireOneOf(listSpenders)

/** Refuses whoever does not keep the papers of what was bought from a line. After the end the care coordinator does so too, who is waited for then. */
export const requireKeeper = requireOneOf(listOf(keepersOf), [{ role: 'care-coordinator', organisationId: null }])

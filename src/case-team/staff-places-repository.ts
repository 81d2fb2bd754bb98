import { projectAtEnd } from '../case-access/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import type { CaseMember } from './schemas.ts'

/** A place in which somebody worked on a case. */
type StaffPlace = Pick<CaseMember, 'id' | 'caseRole'> & { readonly caseId: string }

/** Ends every place in which somebody works on a case by one of these accounts. The cases are locked first, in one order for all. */
export async function setStaffPlacesLeft(
  tx: Tx,
  actor: Actor,
  accounts: readonly string[],
  at: Date,
): Promise<StaffPlace[]> {
  const cases = await tx
    .selectFrom('budget_case as c')
    .select('c.case_id')
    .where('c.commissioner_id', '=', actor.commissionerId)
    .where('c.case_id', 'in', (query) =>
      query
        .selectFrom('case_member as m')
        .select('m.case_id')
        .where('m.commissioner_id', '=', actor.commissionerId)
        .where((eb) => eb('m.actor_id', '=', eb.fn.any(eb.val([...accounts]))))
        .where('m.left_at', 'is', null),
    )
    .orderBy('c.case_id')
    .forUpdate()
    .execute()
  const left = await tx
    .updateTable('case_member')
    .set({ left_at: at })
    .where('commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('case_id', '=', eb.fn.any(eb.val(cases.map((one) => one.case_id)))))
    .where((eb) => eb('actor_id', '=', eb.fn.any(eb.val([...accounts]))))
    .where('case_role', 'in', ['care-coordinator', 'broker'])
    .where('left_at', 'is', null)
    .returning(['case_member_id', 'case_id', 'case_role'])
    .execute()
  return left.map((row) => {
    projectAtEnd(tx, actor, row.case_id)
    return { id: row.case_member_id, caseId: row.case_id, caseRole: row.case_role }
  })
}

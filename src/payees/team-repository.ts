import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { TeamMember } from '../rules/spending/payees.ts'

/** Who is on the team of a case, as far as a payee could have a tie to them. Who has left counts too: they may have left for it. */
export async function teamTied(reads: Reads, actor: Actor, caseId: string): Promise<TeamMember[]> {
  const rows = await reads
    .selectFrom('case_member as m')
    .leftJoin('organisation as o', (join) =>
      join.on('o.commissioner_id', '=', theTenant).onRef('o.organisation_id', '=', 'm.organisation_id'),
    )
    .select(['m.case_role', 'm.name', 'm.organisation_id', 'o.name as organisation_name', 'm.relative'])
    .where('m.commissioner_id', '=', actor.commissionerId)
    .where('m.case_id', '=', caseId)
    .where('m.case_role', '<>', 'person')
    .execute()
  return rows.map((row) => ({
    caseRole: row.case_role,
    name: row.name,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    relative: row.relative,
  }))
}

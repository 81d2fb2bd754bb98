import { sql } from 'kysely'
import { takenForDead } from '../people/safe-contact-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { fullName } from '../rules/people/names.ts'
import type { PostalAddress } from '../shared/postal-address.ts'

/** Who sends letters of a case, and from where; null where nobody has said. */
export interface Sender {
  readonly name: string
  readonly address: PostalAddress | null
}
interface SenderRow {
  readonly name: string
  readonly lines: string[] | null
  readonly postcode: string | null
}
const toSender = ({ name, lines, postcode }: SenderRow): Sender => ({
  name,
  address: lines && postcode !== null ? { lines, postcode } : null,
})

/** Whom the letter of a decision goes to, in which language they read, and who can send it. */
export async function findWhomToPostTo(reads: Reads, { commissionerId }: Actor, decisionId: string) {
  const row = await reads
    .selectFrom('letter as l')
    .innerJoin('budget_case as c', (join) =>
      join.on('c.commissioner_id', '=', theTenant).onRef('c.case_id', '=', 'l.case_id'),
    )
    .innerJoin('person as p', (join) =>
      join.on('p.commissioner_id', '=', theTenant).onRef('p.person_id', '=', 'c.person_id'),
    )
    .innerJoin('organisation as o', (join) =>
      join.on('o.commissioner_id', '=', theTenant).onRef('o.organisation_id', '=', 'c.trust_id'),
    )
    .innerJoin('commissioner as m', 'm.commissioner_id', 'l.commissioner_id')
    // Under its own code, or else the one that was registered first.
    .leftJoinLateral(
      sql<{ lines: string[] | null; postcode: string | null }>`(select k.address_lines as lines, k.postcode
        from organisation k where k.commissioner_id = ${theTenant} and k.kind = 'commissioner' and k.ended_at is null
          and k.address_lines is not null
        order by k.code = m.code desc, k.registered_at limit 1)`.as('s'),
      (join) => join.onTrue(),
    )
    .select(['l.case_id', 'c.person_id', 'p.given_name', 'p.family_name', 'p.language'])
    .select(['o.name as trust', 'o.address_lines as trust_lines', 'o.postcode as trust_postcode'])
    .select(['m.name as commissioner', 's.lines', 's.postcode'])
    .select(takenForDead(sql`c.person_id`).as('died'))
    .where('l.commissioner_id', '=', commissionerId)
    .where('l.decision_id', '=', decisionId)
    .executeTakeFirst()
  return (
    row && {
      caseId: row.case_id,
      personId: row.person_id,
      person: fullName({ givenName: row.given_name, familyName: row.family_name }),
      language: row.language,
      died: row.died,
      trust: toSender({ name: row.trust, lines: row.trust_lines, postcode: row.trust_postcode }),
      commissioner: toSender({ name: row.commissioner, lines: row.lines, postcode: row.postcode }),
    }
  )
}

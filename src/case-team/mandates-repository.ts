import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import { humanOf } from '../platform/access/human-repository.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { type Mandate, matters, mattersIn } from '../rules/people/mandate.ts'
import type { Representation } from './representation.ts'

/** How far each of those who act for the person may act, who have a place on the team of the case, or on any case of the person. */
export async function listMandates(
  reads: Reads,
  actor: Actor,
  of: string | { readonly personId: string },
): Promise<Mandate[]> {
  const cases =
    typeof of === 'string'
      ? sql`array[${of}::uuid]`
      : sql`array(select c.case_id from budget_case c
    where c.commissioner_id = ${actor.commissionerId} and c.person_id = ${of.personId})`
  const rows = await reads
    .selectFrom('case_member as m')
    .leftJoin('representation as r', (join) =>
      join.on('r.commissioner_id', '=', theTenant).onRef('r.case_member_id', '=', 'm.case_member_id'),
    )
    .select(['m.actor_id', 'r.basis', 'r.appointment', 'r.for_welfare', 'r.for_property'])
    .where('m.commissioner_id', '=', actor.commissionerId)
    .where(sql<boolean>`m.case_id = any(${cases})`)
    .where('m.case_role', '=', 'representative')
    .where(sql<boolean>`place_holds(m.left_at, m.until_on)`)
    .where(sql<boolean>`coalesce(r.until_on >= current_day(), true)`)
    .execute()
  return rows.map((row) => ({
    actorId: row.actor_id,
    basis: row.basis ?? 'person-chose',
    appointment: row.appointment ?? 'severally',
    matters: row.basis === null ? matters : mattersIn(row.for_welfare, row.for_property),
  }))
}

export async function insertRepresentation(tx: Tx, actor: Actor, named: Representation, now: Date): Promise<void> {
  await tx
    .insertInto('representation')
    .values({
      commissioner_id: actor.commissionerId,
      case_member_id: named.id,
      case_id: named.caseId,
      actor_id: named.actorId,
      name: named.name,
      relative: named.relative,
      basis: named.basis.kind,
      basis_since: named.basis.since,
      basis_evidence: named.basis.evidence,
      appointment: named.basis.appointment,
      for_welfare: named.basis.matters.includes('health-and-welfare'),
      for_property: named.basis.matters.includes('property-and-affairs'),
      until_on: named.basis.until,
      added_by: actor.actorId,
      added_at: now,
    })
    .execute()
}

/** Those whose ground was stated on a case and whose evidence nobody independent has seen yet, the newest last. */
export async function listUnverified(reads: Reads, actor: Actor, caseId: string): Promise<Representation[]> {
  const rows = await reads
    .selectFrom('representation')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('verified_at', 'is', null)
    .orderBy('case_member_id')
    .limit(50)
    .execute()
  return rows.map((row) => ({
    id: row.case_member_id,
    caseId: row.case_id,
    actorId: row.actor_id,
    name: row.name,
    relative: row.relative,
    basis: {
      kind: row.basis,
      since: row.basis_since,
      evidence: row.basis_evidence,
      appointment: row.appointment,
      matters: mattersIn(row.for_welfare, row.for_property),
      until: row.until_on,
    },
    addedBy: row.added_by,
    addedAt: row.added_at,
  }))
}

export async function setVerified(tx: Tx, actor: Actor, id: string, evidence: string, now: Date): Promise<void> {
  await tx
    .updateTable('representation')
    .set({ verified_by: actor.actorId, verified_at: now, verified_evidence: evidence })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_member_id', '=', id)
    .where('verified_at', 'is', null)
    .execute()
}

/** Whether somebody has decided or voted on the case, or its plans: who did does not look at who acts for the person. */
export async function decidedOnCase(reads: Reads, actor: Actor, caseId: string): Promise<boolean> {
  const { decided } = await reads
    .selectNoFrom(
      sql<boolean>`exists (select from decision d where d.commissioner_id = ${actor.commissionerId} and d.case_id = ${caseId}
          and ${humanOf(sql`${actor.actorId}`)} in (${humanOf('d.decided_by')}, ${humanOf('d.in_place_of')}))
        or exists (select from vote v join support_plan p on p.commissioner_id = ${theTenant} and p.support_plan_id = v.support_plan_id
          where v.commissioner_id = ${actor.commissionerId} and p.case_id = ${caseId}
            and ${humanOf('v.actor_id')} = ${humanOf(sql`${actor.actorId}`)})`.as('decided'),
    )
    .executeTakeFirstOrThrow()
  return decided
}

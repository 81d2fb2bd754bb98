import type { Selectable } from 'kysely'
import type { Database } from '../database/tables.ts'
import { agreementOn } from '../line-holdings/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { newId } from '../platform/work/new-id.ts'
import type { Holding } from '../rules/planning/line-holding.ts'
import type { CaseRole } from '../rules/scheme/scheme-rules.ts'
import type { AgreementContent } from '../rules/spending/deployment-agreement.ts'

type Row = Selectable<Database['deployment_agreement']>

/** An agreement that somebody has signed, with who. */
export interface KeptAgreement extends AgreementContent {
  readonly id: string
  readonly caseId: string
  readonly contentHash: string
  readonly personSignedBy: string | null
  readonly personSignedAs: CaseRole | null
  readonly personSignedAt: Date | null
  readonly commissionerSignedBy: string | null
  readonly commissionerSignedAt: Date | null
  readonly endedAt: Date | null
}

const toAgreement = (row: Row): KeptAgreement => ({
  ...row.content,
  id: row.deployment_agreement_id,
  caseId: row.case_id,
  contentHash: row.content_hash,
  personSignedBy: row.person_signed_by,
  personSignedAs: row.person_signed_as,
  personSignedAt: row.person_signed_at,
  commissionerSignedBy: row.commissioner_signed_by,
  commissionerSignedAt: row.commissioner_signed_at,
  endedAt: row.ended_at,
})

/** The agreement of a line on this way of holding its money that has not ended, signed by one or both. */
export async function findAgreement(
  reads: Reads,
  actor: Actor,
  caseId: string,
  line: string,
  holding: Holding,
): Promise<KeptAgreement | undefined> {
  const row = await agreementOn(reads, actor, caseId, line, holding).selectAll().executeTakeFirst()
  return row && toAgreement(row)
}

/** One row more than a page, newest first. */
export async function listAgreements(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
): Promise<KeptAgreement[]> {
  const rows = await reads
    .selectFrom('deployment_agreement')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('deployment_agreement_id', '<', page.after ?? ''))
    .orderBy('deployment_agreement_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toAgreement)
}

/** Keeps an agreement as it is signed first. */
export async function insertAgreement(
  tx: Tx,
  actor: Actor,
  caseId: string,
  content: AgreementContent,
  contentHash: string,
  now: Date,
): Promise<string> {
  const id = newId()
  await tx
    .insertInto('deployment_agreement')
    .values({
      commissioner_id: actor.commissionerId,
      deployment_agreement_id: id,
      case_id: caseId,
      line: content.line,
      deployment: content.deployment,
      instrument: content.instrument,
      holder_id: content.holderId,
      content: JSON.stringify(content),
      content_hash: contentHash,
      drafted_at: now,
    })
    .execute()
  return id
}

/** Signs it for one of the two. */
export async function setSigned(
  tx: Tx,
  actor: Actor,
  id: string,
  by: { readonly as: CaseRole; readonly actorId: string } | 'commissioner',
  now: Date,
): Promise<void> {
  await tx
    .updateTable('deployment_agreement')
    .set(
      by === 'commissioner'
        ? { commissioner_signed_by: actor.actorId, commissioner_signed_at: now }
        : { person_signed_by: by.actorId, person_signed_as: by.as, person_signed_at: now },
    )
    .where('commissioner_id', '=', actor.commissionerId)
    .where('deployment_agreement_id', '=', id)
    .execute()
}

/** Ends an agreement: no payment is made by it from now on. Undefined where it has ended. */
export async function setAgreementEnded(
  tx: Tx,
  actor: Actor,
  id: string,
  now: Date,
): Promise<KeptAgreement | undefined> {
  const row = await tx
    .updateTable('deployment_agreement')
    .set({ ended_at: now })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('deployment_agreement_id', '=', id)
    .where('ended_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
  return row && toAgreement(row)
}

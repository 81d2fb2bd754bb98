import { type Selectable, sql } from 'kysely'
import { signatureCounts } from '../case-progress/conditions-repository.ts'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import { humanOf } from '../platform/access/human-repository.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { posted } from '../platform/database/prepared.ts'
import { type Slots, theTenant } from '../platform/database/slots.ts'
import { newId } from '../platform/work/new-id.ts'
import type { Vote } from '../rules/sign-off/panel.ts'
import type { Reason } from '../rules/sign-off/reasons.ts'
import type { Tier } from '../rules/sign-off/sign-off-rules.ts'
import type { Signature } from './schemas.ts'

export interface GivenSignature extends Signature {
  readonly actorId: string
  /** Where it was recorded for the person: by what that is known. */
  readonly saidForId: string | null
}

const toSignature = (row: Selectable<Database['signature']>): GivenSignature => ({
  id: row.signature_id,
  supportPlanId: row.support_plan_id,
  planVersion: row.plan_version,
  caseRole: row.case_role,
  name: row.name,
  how: row.how,
  contentHash: row.content_hash,
  signedAt: row.signed_at.toISOString(),
  actorId: row.actor_id,
  saidForId: row.said_for_id,
})

/** The signatures that count beside the version of the plan that was last submitted, in the order they were given. */
export async function listSignatures(reads: Reads, actor: Actor, planId: string): Promise<GivenSignature[]> {
  const rows = await reads
    .selectFrom('signature as s')
    .innerJoin('support_plan as p', (join) =>
      join
        .on('p.commissioner_id', '=', theTenant)
        .onRef('p.support_plan_id', '=', 's.support_plan_id')
        .onRef('p.submitted_version', '=', 's.plan_version'),
    )
    .selectAll('s')
    .where('s.commissioner_id', '=', actor.commissionerId)
    .where('s.support_plan_id', '=', planId)
    .where(signatureCounts)
    .orderBy('s.signature_id')
    .execute()
  return rows.map(toSignature)
}

/** Whether what was recorded for the person is their signature on the text of the plan that was last submitted. */
export async function signsSubmitted(reads: Reads, actor: Actor, planId: string, saidForId: string): Promise<boolean> {
  const rows = await signaturesRecorded(reads, actor, planId).where('f.said_for_id', '=', saidForId).execute()
  return rows.length > 0
}

/** Whether the text of the plan that was last submitted has a signature that the person says is not theirs, and nobody has found that it is. */
export async function isSignatureDisputed(reads: Reads, actor: Actor, planId: string): Promise<boolean> {
  const rows = await signaturesRecorded(reads, actor, planId)
    .where('f.objected_at', 'is not', null)
    .where((eb) => eb.or([eb('f.answer', 'is', null), eb('f.answer', '=', 'was-not-said')]))
    .execute()
  return rows.length > 0
}

/** The signatures under the text of a plan that was last submitted that others recorded for the person: one under an earlier text says nothing of it. */
function signaturesRecorded(reads: Reads, actor: Actor, planId: string) {
  return reads
    .selectFrom('signature as s')
    .innerJoin('support_plan as p', (join) =>
      join
        .on('p.commissioner_id', '=', theTenant)
        .onRef('p.support_plan_id', '=', 's.support_plan_id')
        .onRef('p.submitted_version', '=', 's.plan_version'),
    )
    .innerJoin('said_for as f', (join) =>
      join.on('f.commissioner_id', '=', theTenant).onRef('f.said_for_id', '=', 's.said_for_id'),
    )
    .select('f.said_for_id')
    .where('s.commissioner_id', '=', actor.commissionerId)
    .where('s.support_plan_id', '=', planId)
}

export async function insertSignature(tx: Tx, actor: Actor, signature: GivenSignature): Promise<void> {
  await tx
    .insertInto('signature')
    .values({
      commissioner_id: actor.commissionerId,
      signature_id: signature.id,
      support_plan_id: signature.supportPlanId,
      plan_version: signature.planVersion,
      case_role: signature.caseRole,
      actor_id: signature.actorId,
      name: signature.name,
      how: signature.how,
      content_hash: signature.contentHash,
      recorded_by: actor.actorId,
      said_for_id: signature.saidForId,
      signed_at: new Date(signature.signedAt),
    })
    .execute()
}

/**
 * The votes on the plan's submitted version at the tier where it now is. A vote of somebody who then declared a conflict does not count, nor
 * one in the place of somebody who did.
 */
function votesThatCount(reads: Reads, actor: Actor, planId: string) {
  return reads
    .selectFrom('vote as v')
    .innerJoin('support_plan as p', (join) =>
      join
        .on('p.commissioner_id', '=', theTenant)
        .onRef('p.support_plan_id', '=', 'v.support_plan_id')
        .onRef('p.submitted_version', '=', 'v.plan_version')
        .onRef('p.tier', '=', 'v.tier'),
    )
    .where('v.commissioner_id', '=', actor.commissionerId)
    .where('v.support_plan_id', '=', planId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('conflict_of_interest as i')
            .select('i.actor_id')
            .where('i.commissioner_id', '=', theTenant)
            .whereRef('i.case_id', '=', 'p.case_id')
            .where(
              sql<boolean>`${humanOf('i.actor_id')}
                in (${humanOf('v.actor_id')}, ${humanOf('v.in_place_of')})`,
            ),
        ),
      ),
    )
}

export async function listVotes(reads: Reads, actor: Actor, planId: string): Promise<Vote[]> {
  const rows = await votesThatCount(reads, actor, planId)
    .select(['v.agrees', 'v.except_lines', 'v.lived_experience', 'v.tier_role'])
    .execute()
  return rows.map((row) => ({
    agrees: row.agrees,
    exceptLines: row.except_lines,
    livedExperience: row.lived_experience,
    tierRole: row.tier_role,
  }))
}

/** Whose vote counts, and in which seat: a seat is known by its holder, whoever voted there. Both are humans, whatever account they used. */
export async function listVoted(
  reads: Reads,
  actor: Actor,
  planId: string,
): Promise<{ readonly seat: string; readonly voterId: string }[]> {
  return votesThatCount(reads, actor, planId)
    .select([
      sql<string>`coalesce(${humanOf('v.in_place_of')}, ${humanOf('v.actor_id')})`.as('seat'),
      humanOf('v.actor_id').as('voterId'),
    ])
    .execute()
}

export async function insertVote(
  tx: Tx,
  actor: Actor,
  vote: Vote & {
    planId: string
    version: number
    tier: Tier
    reasons: readonly Reason[]
    inPlaceOf: string | null
  },
  now: Date,
): Promise<void> {
  await tx
    .insertInto('vote')
    .values({
      commissioner_id: actor.commissionerId,
      vote_id: newId(),
      support_plan_id: vote.planId,
      plan_version: vote.version,
      tier: vote.tier,
      actor_id: actor.actorId,
      name: actor.name || actor.actorId,
      lived_experience: vote.livedExperience,
      tier_role: vote.tierRole,
      agrees: vote.agrees,
      except_lines: [...vote.exceptLines],
      in_place_of: vote.inPlaceOf,
      reasons: JSON.stringify(vote.reasons),
      voted_at: now,
    })
    .execute()
}

/** Instants are counted on their day in England. */
const dayOf = (instant: string) => sql`(${sql.raw(instant)} at time zone 'Europe/London')::date`

type Counted = Slots<{ commissionerId: string; id: string }>

const arrivalsOf = sql`r.commissioner_id = ${theTenant} and r.support_plan_id = d.subject_id and r.plan_version = d.subject_version`
const caseOf = sql`budget_case c on c.commissioner_id = ${theTenant} and c.case_id = d.case_id`

const countDecision = posted(
  (
    _,
    { commissionerId, id }: Counted,
  ) => sql`insert into decision_tally (commissioner_id, decided_on, scheme_id, tier, outcome, went_to_panel, plans)
    select d.commissioner_id, ${dayOf('d.decided_at')}, c.scheme_id, d.tier, d.outcome,
      exists (select from routing r where ${arrivalsOf} and r.tier in ('risk-enablement-panel', 'joint-panel')), 1
    from decision d join ${caseOf} where d.commissioner_id = ${commissionerId} and d.decision_id = ${id}
    on conflict (commissioner_id, decided_on, scheme_id, tier, outcome, went_to_panel) do update set plans = decision_tally.plans + 1`,
)

// In the order of the key, in which whoever decides at the same time counts as well.
const countStays = posted(
  (
    _,
    { commissionerId, id }: Counted,
  ) => sql`insert into stay_tally (commissioner_id, decided_on, scheme_id, tier, arrived_on, left_on, plans)
    select s.commissioner_id, ${dayOf('s.decided_at')}, s.scheme_id, s.tier, ${dayOf('s.arrived_at')}, ${dayOf('s.left_at')}, count(*)
    from (select d.commissioner_id, d.decided_at, c.scheme_id, r.tier, r.arrived_at,
        coalesce(lead(r.arrived_at) over (order by r.routing_id), d.decided_at) as left_at
      from decision d join ${caseOf} join routing r on ${arrivalsOf}
      where d.commissioner_id = ${commissionerId} and d.decision_id = ${id}) s
    group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6
    on conflict (commissioner_id, decided_on, scheme_id, tier, arrived_on, left_on) do update set plans = stay_tally.plans + excluded.plans`,
)

/** Counts a decision on a plan, and how long the plan stayed at each tier. Posted last: others who decide on that day wait for the commit. */
export function tallyDecision(tx: Tx, { commissionerId }: Actor, decisionId: string): void {
  countDecision(tx, { commissionerId, id: decisionId })
  countStays(tx, { commissionerId, id: decisionId })
}

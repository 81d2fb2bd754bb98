import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { newId } from '../platform/work/new-id.ts'
import type { Vote } from '../rules/sign-off/panel.ts'
import type { Reason } from '../rules/sign-off/reasons.ts'
import type { Tier } from '../rules/sign-off/sign-off-rules.ts'
import type { KeptRequest } from './repository.ts'

/** A vote on a request, and the human behind it. */
export type KeptVote = Vote & { readonly humanId: string }

/** The votes on a request at a tier, in the round that it is in, in the order they came. */
export async function listVotes(
  reads: Reads,
  actor: Actor,
  { id, round }: Pick<KeptRequest, 'id' | 'round'>,
  tier: Tier,
): Promise<KeptVote[]> {
  const rows = await reads
    .selectFrom('off_plan_vote')
    .select(['human_id', 'agrees', 'lived_experience', 'tier_role'])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('off_plan_request_id', '=', id)
    .where('round', '=', round)
    .where('tier', '=', tier)
    .orderBy('off_plan_vote_id')
    .limit(100)
    .execute()
  return rows.map((row) => ({
    humanId: row.human_id,
    agrees: row.agrees,
    exceptLines: [],
    livedExperience: row.lived_experience,
    tierRole: row.tier_role,
  }))
}

export async function insertVote(
  tx: Tx,
  actor: Actor,
  vote: KeptVote & {
    readonly requestId: string
    readonly round: number
    readonly tier: Tier
    readonly reasons: readonly Reason[]
  },
  now: Date,
): Promise<void> {
  await tx
    .insertInto('off_plan_vote')
    .values({
      commissioner_id: actor.commissionerId,
      off_plan_vote_id: newId(),
      off_plan_request_id: vote.requestId,
      round: vote.round,
      tier: vote.tier,
      tier_role: vote.tierRole,
      human_id: vote.humanId,
      voted_by: actor.actorId,
      agrees: vote.agrees,
      lived_experience: vote.livedExperience,
      reasons: JSON.stringify(vote.reasons),
      voted_at: now,
    })
    .execute()
}

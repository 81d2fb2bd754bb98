import { type Refusal, refuse } from '../shared/outcome.ts'
import type { TierRules } from './scheme-rules.ts'

export interface Vote {
  readonly agrees: boolean
  readonly livedExperience: boolean
}

/** How a meeting or a panel stands: who voted how, and whether that is a quorum. */
export interface Tally {
  readonly agreeing: number
  readonly against: number
  readonly livedExperience: number
  readonly quorate: boolean
}

export function tally(quorum: NonNullable<TierRules['quorum']>, votes: readonly Vote[]): Tally {
  const livedExperience = votes.filter((vote) => vote.livedExperience).length
  const agreeing = votes.filter((vote) => vote.agrees).length
  return {
    agreeing,
    against: votes.length - agreeing,
    livedExperience,
    quorate: votes.length >= quorum.members && livedExperience >= quorum.livedExperience,
  }
}

/**
 * Whether the votes carry an outcome (S2: a panel that includes people who have used services). Without a quorum nothing is decided.
 * Agreed and refused each need more votes than not; on a tie the plan can only be returned.
 */
export function carries(
  standing: Tally,
  outcome: 'agreed' | 'returned' | 'refused',
): true | Refusal<'quorum-missing' | 'panel-decides-by-vote'> {
  if (!standing.quorate) {
    return refuse(
      'quorum-missing',
      `${standing.agreeing + standing.against} voted, ${standing.livedExperience} of them with lived experience: that is no quorum`,
    )
  }
  const carried =
    outcome === 'agreed'
      ? standing.agreeing > standing.against
      : outcome === 'refused'
        ? standing.against > standing.agreeing
        : standing.against >= standing.agreeing
  return (
    carried ||
    refuse(
      'panel-decides-by-vote',
      `${standing.agreeing} voted for and ${standing.against} against: the votes do not carry this outcome`,
    )
  )
}

import { type Refusal, refuse } from '../../shared/outcome.ts'
import type { LineOutcome } from './part-agreement.ts'
import type { TierHolder, TierRules } from './sign-off-rules.ts'

export interface Vote {
  readonly agrees: boolean
  /** The lines to which a member who agrees does not agree. */
  readonly exceptLines: readonly string[]
  readonly livedExperience: boolean
  /** In which role the member sits at the tier. */
  readonly tierRole: TierHolder
}

/** How a meeting or a panel stands: who voted how, and whether that is a quorum. */
export interface Tally {
  /** Votes for the whole plan. */
  readonly agreeing: number
  /** Votes for a part of it. */
  readonly inPart: number
  readonly against: number
  readonly livedExperience: number
  readonly quorate: boolean
  /** Whether everybody must agree: a panel of two bodies decides together or not at all. */
  readonly unanimous: boolean
}

/** Counts the votes at a tier. Without a quorum of its own one vote is enough. */
export function tally({ quorum, heldBy }: Pick<TierRules, 'quorum' | 'heldBy'>, votes: readonly Vote[]): Tally {
  const livedExperience = votes.filter((vote) => vote.livedExperience).length
  const agreeing = votes.filter((vote) => vote.agrees && vote.exceptLines.length === 0).length
  const against = votes.filter((vote) => !vote.agrees).length
  const everyBody = heldBy.every((holder) => votes.some((vote) => vote.tierRole === holder))
  const enough =
    quorum?.kind === 'number'
      ? votes.length >= quorum.members
      : quorum?.kind === 'all'
        ? everyBody && votes.length >= quorum.members
        : votes.length >= 1
  return {
    agreeing,
    inPart: votes.length - agreeing - against,
    against,
    livedExperience,
    quorate: enough && livedExperience >= (quorum?.livedExperience ?? 0),
    unanimous: quorum?.kind === 'all',
  }
}

type NotCarried = Refusal<'quorum-missing' | 'panel-decides-by-vote'>

/** How the votes stand on a line: agreed to by more votes than not, or by all where all must agree; on a tie it is neither. */
function voted(line: string, { unanimous }: Tally, votes: readonly Vote[]): LineOutcome['outcome'] | 'tied' {
  const agreeing = votes.filter((vote) => vote.agrees && !vote.exceptLines.includes(line)).length
  const not = votes.length - agreeing
  if (unanimous) return not === 0 ? 'agreed' : 'refused'
  return agreeing > not ? 'agreed' : not > agreeing ? 'refused' : 'tied'
}

/**
 * Whether the votes carry an outcome (S2: a panel that includes people who have used services). Without a quorum nothing is decided.
 * What is agreed, the whole or a part, is so line by line, as is said of each in `decided`: a plan to whose every line most agree is
 * agreed. It is refused where more vote against it than for it or a part of it, or all do where all must agree. What is not agreed as a whole can be returned; on a
 * tie, nothing else.
 */
export function carries(
  tallied: Tally,
  votes: readonly Vote[],
  outcome: 'agreed' | 'agreed-in-part' | 'returned' | 'refused',
  decided: readonly LineOutcome[],
): true | NotCarried {
  const { agreeing, inPart, against, unanimous } = tallied
  const whole = decided.every(({ line }) => voted(line, tallied, votes) === 'agreed')
  const carried = {
    agreed: whole,
    'agreed-in-part': decided.every((one) => voted(one.line, tallied, votes) === one.outcome),
    returned: !whole,
    refused: unanimous ? agreeing + inPart === 0 : against > agreeing + inPart,
  }
  return whyNotQuorate(tallied) ?? (carried[outcome] || notCarried(tallied))
}

/**
 * Whether a meeting passes a plan up because it is not comfortable to decide: by its votes, once there is a quorum and they do not agree
 * to the whole. One member who is not comfortable votes against the plan.
 */
export function mayPassUp(
  tallied: Tally,
  votes: readonly Vote[],
  lines: readonly string[],
): true | Refusal<'panel-decides-by-vote'> {
  const decided = lines.map((line) => ({ line, outcome: 'refused' }) as const)
  if (carries(tallied, votes, 'returned', decided) === true) return true
  return refuse(
    'panel-decides-by-vote',
    'One member cannot escalate it for all: vote against it, so that it is returned or escalated, or declare a conflict of interest',
  )
}

function whyNotQuorate({ agreeing, inPart, against, livedExperience, quorate }: Tally): NotCarried | undefined {
  if (quorate) return undefined
  return refuse(
    'quorum-missing',
    `${agreeing + inPart + against} voted, ${livedExperience} of them with lived experience: that is no quorum`,
  )
}

function notCarried({ agreeing, inPart, against }: Tally): NotCarried {
  const part = inPart > 0 ? `, ${inPart} for a part of it` : ''
  return refuse(
    'panel-decides-by-vote',
    `${agreeing} voted for${part} and ${against} against: the votes do not carry this outcome`,
  )
}

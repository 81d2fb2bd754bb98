import type { LocalDate } from '../../shared/dates.ts'
import type { RequestOwner } from '../people/person-requests.ts'
import type { Hearing } from '../sign-off/hearings.ts'
import type { CaseRole, Tier, TierHolder } from '../sign-off/sign-off-rules.ts'
import type { CheckSubject } from '../spending/spending-checks.ts'
import type { ClockKind } from './clocks.ts'
import type { Ending } from './endings.ts'

/** A plan on its way to a decision, or to the day on which it takes effect. */
export interface PlanUnderWay {
  readonly id: string
  readonly status: 'draft' | 'returned' | 'awaiting-signatures' | 'awaiting-decision' | 'awaiting-notice'
  /** The signatures that are still awaited. */
  readonly outstanding: readonly CaseRole[]
  readonly tier: Tier | null
  /** In which roles somebody has declared a conflict of interest on it. */
  readonly conflicts: readonly string[]
  readonly totalPence: number
  /** Its notice is over, and its lines come to more than is left of the budget. */
  readonly short: boolean
}

/** The plan that the person spends under. */
export interface PlanInForce {
  readonly id: string
  readonly status: 'agreed' | 'active'
  readonly inPart: boolean
  /** Who buys from its lines, by how their money is held. */
  readonly spenders: readonly ('broker' | 'person' | 'care-coordinator')[]
}

export interface ReviewUnderWay {
  readonly id: string
  readonly kind: 'first' | 'routine' | 'rapid' | 'requested'
  readonly status: 'scheduled' | 'awaiting-decision'
  readonly dueOn: string
  /** The tier that confirms the finding; null while nothing was found. */
  readonly tier: Tier | null
  /** A finding was not confirmed, and the review is held again. */
  readonly again: boolean
}

export interface OpenAppeal {
  readonly id: string
  readonly status: 'awaiting-acceptance' | 'lodged'
  readonly reviewers: readonly TierHolder[]
  /** Who made the decision, or decided an earlier appeal against it. */
  readonly notBy: readonly string[]
}

/** Something was recorded for the person that they say was not them, and that somebody independent looks at. */
export interface OpenObjection {
  readonly id: string
  /** Who recorded it. */
  readonly notBy: readonly string[]
}

/** A clock that is past its day and was reported. */
export interface ReportedClock {
  readonly id: string
  readonly kind: ClockKind
  readonly subjectId: string
}

/** A meeting or a panel about the plan, and who speaks for the person there. */
export interface PlanMeeting extends Hearing {
  readonly id: string
  readonly through: string | null
}

/** What a case has, one status a thing, each from its own table. A new kind of thing is one field here, and one arm in `progressOf`. */
export interface CaseFacts {
  readonly caseId: string
  readonly ending: Ending | null
  /** The roles that somebody holds on the team today. */
  readonly team: readonly CaseRole[]
  readonly expression: {
    readonly id: string
    readonly status: 'draft' | 'submitted' | 'information-requested' | 'accepted' | 'declined'
    readonly answerBy: 'person' | 'care-coordinator' | null
    readonly requestId: string | null
  } | null
  readonly assessment: { readonly id: string; readonly status: 'in-progress' | 'completed' } | null
  /** Whether a budget was calculated from the newest assessment. */
  readonly calculated: boolean
  /** The adopted budget; `current` where it was adopted after the newest assessment. */
  readonly budget: { readonly id: string; readonly disclosed: boolean; readonly current: boolean } | null
  readonly planUnderWay: PlanUnderWay | null
  readonly planInForce: PlanInForce | null
  /** Whether the newest plan of all was refused. */
  readonly planRefused: boolean
  readonly reviews: readonly ReviewUnderWay[]
  /** What the newest review of the plan in force found, or an appeal about it left to be planned. */
  readonly sinceAgreed: 'nothing' | 'goes-on' | 'asks-for-change'
  readonly appeals: readonly OpenAppeal[]
  readonly reported: readonly ReportedClock[]
  /** An end of the agreed budget that the person can still call off. */
  readonly announcedEnding: { readonly id: string } | null
  /** That somebody recorded that the person died, where it waits to be confirmed by somebody else than they. */
  readonly deathReport: { readonly id: string; readonly diedOn: LocalDate; readonly notBy: readonly string[] } | null
  /** That somebody said that the death by which the case ended was an error, where it waits to be confirmed by somebody else than they. */
  readonly deathError: { readonly id: string; readonly notBy: readonly string[] } | null
  readonly objections: readonly OpenObjection[]
  /** Whether a council is enrolled in the scheme: until then nobody sits for one. */
  readonly councilEnrolled: boolean
  /** What the person asked and nobody has answered. */
  readonly requests: readonly { readonly id: string; readonly owner: RequestOwner }[]
  /** What was asked for beside the plan and waits for a decision. */
  readonly offPlanRequests: readonly { readonly id: string; readonly tier: Tier; readonly notBy: readonly string[] }[]
  /** What the person paid for while they waited, where it waits for a decision; without a tier it is an officer's. */
  readonly waitingClaims: readonly {
    readonly id: string
    readonly tier: Tier | null
    readonly notBy: readonly string[]
  }[]
  /** Whether the person has paused their case. */
  readonly paused: boolean
  /** The meeting about the plan where it is now. */
  readonly meetings: readonly PlanMeeting[]
  /** A crisis that was declared and has not stood down. */
  readonly crisis: { readonly id: string } | null
  /** Providers that have stopped, and whose lines are not mended yet. */
  readonly providerStops: readonly { readonly id: string }[]
  /** Letters of which nobody could be told by a message, and that nobody has given to the person. */
  readonly letters: readonly { readonly id: string }[]
  /** The account for direct payments that is paid into no longer, since who gave it acts for the person no more. */
  readonly accountOfLeft: { readonly id: string } | null
  /** Lines of the plan in force whose money is paid into somebody's hands, or is to be, by an agreement that one of the two has not signed. */
  readonly agreementsToSign: readonly { readonly id: string; readonly by: readonly ('person' | 'commissioner')[] }[]
  /** Whether a line of the plan in force is a direct payment and no account was given that it can be paid into. */
  readonly accountMissing: boolean
  /** Words that may name what no budget buys, and who has a part in them. */
  readonly spendingChecks: readonly {
    readonly id: string
    readonly about: CheckSubject
    readonly notBy: readonly string[]
  }[]
  /** Payees of whom somebody is to decide whether they are paid here, and who has a part in it. */
  readonly payeeQuestions: readonly { readonly id: string; readonly notBy: readonly string[] }[]
  /** Purchases whose receipt was asked for and is missing, and who bought: their role of now, or the care coordinator where they have none. */
  readonly missingReceipts: readonly {
    readonly id: string
    readonly by: 'person' | 'representative' | 'broker' | 'care-coordinator'
  }[]
  /** What the person is to be asked about the spending of their lines. */
  readonly spendingQuestions: readonly { readonly id: string }[]
  /** The health need that stands, and whether what was recorded for the practice was told to it. */
  readonly healthNeed: {
    readonly id: string
    readonly status: 'awaiting-practice' | 'question-asked' | 'agreed' | 'declined' | 'disputed'
    readonly untold: boolean
    readonly needsAssessmentId: string
  } | null
  /** Whether the council is asked to assess with the NHS, and has not yet said what it found. */
  readonly councilToAssess: boolean
  /** Somebody has taken over for the person. */
  readonly takeOver: { readonly id: string } | null
  /** A worst time that nobody covers any more, and who has accepted that. */
  readonly coverGap: {
    readonly id: string
    readonly tier: Tier | null
    readonly byPerson: boolean
    readonly byDecider: boolean
  } | null
}

import type { Ground } from '../rules/access/sight.ts'
import type { Ending } from '../rules/progress/endings.ts'
import type { CaseStep, Step } from '../rules/progress/steps.ts'
import type { Subject, Waited } from '../rules/progress/waits.ts'
import type { CaseRole, SchemeRules, Tier } from '../rules/scheme/scheme-rules.ts'

/** Somebody who is waited for on a case. */
export interface CaseWait {
  readonly subject: Subject
  readonly subjectId: string
  /** The privacy officer, where all who would be waited for are kept out of the record, and nobody is named. */
  readonly party: Waited | 'privacy-officer'
  readonly step: Step
  readonly tier: Tier | null
  readonly clock: { readonly kind: string; readonly subjectId: string } | null
  readonly since: string
}

/** One person's way through one scheme, as one actor sees it. */
export interface Case {
  readonly id: string
  readonly personId: string
  readonly schemeId: string
  readonly schemeVersion: number
  readonly trustId: string
  readonly step: CaseStep
  readonly waits: readonly CaseWait[]
  readonly openedAt: Date
  readonly endedAt: Date | null
  readonly ending: Ending | null
  /** Why, in the person's own words, where they said no and gave a reason. */
  readonly endedWords: string | null
  /** Whether the person ended it by their own act, and nobody for them. */
  readonly endedByPerson: boolean
  readonly version: number
  /** Whether somebody who has no other part in the case has confirmed who the person is. */
  readonly identityConfirmed: boolean
  /** The roles in which the actor stands on the case. Empty for those who see it by their role. */
  readonly caseRoles: readonly CaseRole[]
  /** On what grounds the actor sees the case, each for its own part of it. */
  readonly grounds: readonly Ground[]
}

/** Who writes on a case: the human behind the account, and whether they may work on it. */
export interface Writer {
  /** The member of staff, or the account of who is not registered as one. */
  readonly humanId: string
  /** Whether they are registered as staff, and still are. */
  readonly registered: boolean
  /** Whether the case is their own or a relative's, or they act or speak for the person, in this account or another. */
  readonly own: boolean
  /** Whether a conflict of interest stands against them as a broker of the case, in this account or another. */
  readonly conflicted: boolean
}

/** A case that is locked for a write, with the rules it is under and who writes. */
export interface LockedCase extends Case {
  readonly rules: SchemeRules
  /** The councils that are enrolled in its scheme. */
  readonly councilIds: readonly string[]
  readonly writer: Writer
}

/** A thing that belongs to a case, named by its table: the way from the thing to its case. */
export interface Belonging {
  readonly table:
    | 'expression_of_interest'
    | 'information_request'
    | 'decision'
    | 'needs_assessment'
    | 'health_need'
    | 'current_service'
    | 'budget_calculation'
    | 'support_plan'
    | 'plan_line'
    | 'purchase'
    | 'appeal'
    | 'review'
    | 'course_enrolment'
    | 'surplus_recovery'
    | 'off_plan_request'
    | 'waiting_claim'
    | 'spending_question'
    | 'crisis_episode'
    | 'person_request'
    | 'panel_meeting'
    | 'line_pause'
    | 'said_for'
    | 'cover_gap'
    | 'take_over'
    | 'card_feed_line'
    | 'spending_check'
    | 'payee_tie'
    | 'attachment'
  readonly id: string
}

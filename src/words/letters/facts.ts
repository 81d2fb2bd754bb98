import type { Funder } from '../../rules/budgets/budget-rules.ts'
import type { PlanLine } from '../../rules/planning/plan-checks.ts'
import type { ReductionGround } from '../../rules/planning/reductions.ts'
import type { DecidedEnding } from '../../rules/progress/endings.ts'
import type { SchemeRules, Tier } from '../../rules/scheme/scheme-rules.ts'
import type { Heard } from '../../rules/sign-off/hearings.ts'
import type { DecisionOutcome, DecisionSubject } from '../../rules/sign-off/outcomes.ts'
import type { LocalDate } from '../../shared/dates.ts'
import type { Pence } from '../../shared/money.ts'
import type { WhatStays } from '../what-stays.ts'
import type { HealthNeedAbout } from './health-need-words.ts'
import type { OffPlanAbout } from './off-plan-words.ts'
import type { WaitingAbout } from './waiting-words.ts'

/** What a letter tells of a decision. */
export interface ToldDecision {
  readonly id: string
  readonly subject: DecisionSubject
  readonly outcome: DecisionOutcome
  readonly tier: Tier | 'commissioner-officer' | 'reviewer' | 'gp-practice'
  readonly reasons: readonly {
    readonly sentence: string
    readonly line: string | null
    readonly whatWouldChange: string
    readonly signpost: string | null
  }[]
  readonly gapsAcceptedBecause: string | null
  readonly lines: readonly { readonly line: string; readonly outcome: 'agreed' | 'refused' }[] | null
  readonly shares: readonly { readonly funder: Funder; readonly amountPence: number }[] | null
  readonly decidedByName: string
  readonly inPlaceOfName: string | null
  readonly decidedAt: string
  /** How the person was heard, where a meeting or a panel decided. */
  readonly heard: Heard | null
}

/** Who is written to and by whom, as on the day. */
export interface Addressed {
  /** What the person reads out when they ask about the letter. */
  readonly reference: string
  readonly person: string
  readonly language: string
  readonly interpreterNeeded: boolean
  readonly communicationNeeds: string | null
  readonly scheme: string
  readonly commissioner: string
  readonly trust: string
  readonly careCoordinator: string | null
}

/** What a letter tells of that the decision itself does not hold. */
export interface About {
  /** The plan that was decided on. */
  readonly plan?: {
    readonly lines: readonly Pick<PlanLine, 'key' | 'title' | 'amountPence' | 'schedule'>[]
  }
  /** The plan that was in force until this one was agreed, which takes its place. */
  readonly replaced?: { readonly agreedAt: string | null } | undefined
  /** What the plan takes away of what the person relies on, and the last day on which they have it. */
  readonly reduction?: {
    readonly until: LocalDate
    readonly lines: readonly {
      readonly title: string
      readonly sentence: string
      readonly because: ReductionGround | null
      /** What shows it, in the words of who says so. */
      readonly words: string | null
      /** What the person falls back on: a line of the new plan, or what there is without a budget. */
      readonly fallback: string | null
    }[]
  }
  /** What is given back of what a decision had taken already. */
  readonly restored?: {
    readonly on: LocalDate
    readonly lines: readonly {
      readonly title: string
      readonly lostFrom: LocalDate
      readonly restoredPence: Pence
      readonly lostPence: Pence
    }[]
  }
  /** What is taken back of money that was not spent, or set off, and the last day before that; null where it is left. Letters of before say no kind: it was taken back. */
  readonly surplus?: {
    readonly kind?: 'taken-back' | 'set-off'
    readonly takenAfter: LocalDate | null
    readonly lines: readonly { readonly title: string; readonly pence: Pence }[]
  }
  /** What was asked for beside the plan, and what of it is agreed. */
  readonly offPlan?: OffPlanAbout
  /** What the person paid for themself while they waited, and what of it is paid back. */
  readonly waiting?: WaitingAbout
  /** What a GP practice was asked to agree, and when it said no. */
  readonly healthNeed?: HealthNeedAbout
  /** The decision that an appeal was against. */
  readonly appealed?: Pick<ToldDecision, 'subject' | 'outcome' | 'decidedAt'>
  /** Why nothing follows from the appeal: the person has begun anew meanwhile, or the case has ended for good. */
  readonly elsewhere?: 'begun-anew' | 'ended-for-good' | undefined
  /** What there is to spend of a budget that is open again, where that is less than was agreed: the rest was spent by another plan. */
  readonly leftPence?: Pence | undefined
  /** The last day on which a budget goes on whose end is announced by the decision. */
  readonly endsAfter?: LocalDate | undefined
  /** Why it ends then: the person said no, as was written down for them, unless it says otherwise. */
  readonly ending?: DecidedEnding | undefined
}

/** All that a letter is written from. */
export interface LetterFacts {
  readonly decision: ToldDecision
  readonly about: About
  readonly to: Addressed
  readonly rules: SchemeRules
  readonly stays: WhatStays
}

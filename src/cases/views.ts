import type { Case } from '../case-access/case.ts'
import type { CaseMember } from '../case-team/schemas.ts'
import type { KeptClock } from '../clocks/repository.ts'
import { type ClockKind, dueOn, isBreached, pausedDays } from '../rules/progress/clocks.ts'
import { stageOf } from '../rules/progress/steps.ts'
import { referenceOf } from '../shared/case-reference.ts'
import type { LocalDate } from '../shared/dates.ts'
import { pauseWords } from '../words/pauses.ts'
import { stepWords } from '../words/steps.ts'
import type { CaseSummary, CaseView } from './schemas.ts'

/** The case for the wire: the stage and the sentence of its step, and who is waited for. */
export function toCaseSummary(budgetCase: Case): CaseSummary {
  return {
    id: budgetCase.id,
    reference: referenceOf(budgetCase.id),
    personId: budgetCase.personId,
    schemeId: budgetCase.schemeId,
    schemeVersion: budgetCase.schemeVersion,
    trustId: budgetCase.trustId,
    stage: stageOf[budgetCase.step],
    step: budgetCase.step,
    // Before what they can do next comes that they are taken for dead.
    next: stepWords[budgetCase.waits.find(({ step }) => step === 'death-to-confirm')?.step ?? budgetCase.step].person,
    waits: budgetCase.waits.map(({ clock, ...wait }) => ({
      ...wait,
      next: stepWords[wait.step].person,
      clock: (clock?.kind ?? null) as ClockKind | null,
      clockSubjectId: clock?.subjectId ?? null,
      since: new Date(wait.since).toISOString(),
    })),
    waitingFor: [...new Set(budgetCase.waits.map(({ party }) => party))],
    tier: budgetCase.waits.find(({ tier }) => tier !== null)?.tier ?? null,
    identityConfirmed: budgetCase.identityConfirmed,
    ending: budgetCase.ending,
    caseRoles: [...budgetCase.caseRoles],
    openedAt: budgetCase.openedAt.toISOString(),
    endedAt: budgetCase.endedAt?.toISOString() ?? null,
  }
}

/** The clock for the wire, as it is today. */
export function toClockView(clock: KeptClock, today: LocalDate): CaseView['clocks'][number] {
  return {
    kind: clock.kind,
    subjectId: clock.subjectId,
    startedOn: clock.startedOn,
    dueOn: dueOn(clock, today),
    id: clock.id,
    workingDays: clock.workingDays,
    paused: clock.pausedOn !== null && clock.stoppedOn === null,
    pauses: clock.pauses.map((pause) => ({
      ...pause,
      sentence: pauseWords[pause.because],
      workingDays: pausedDays(pause, today),
    })),
    stoppedOn: clock.stoppedOn,
    breached: isBreached(clock, today),
  }
}

/** A place on the team, for those who may not read what is known of the person. */
export function withoutEvidence(member: CaseMember): CaseMember {
  return member.basis ? { ...member, basis: { ...member.basis, evidence: null } } : member
}

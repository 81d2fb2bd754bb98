import type { Case } from '../case-access/case.ts'
import type { CaseMember } from '../case-team/schemas.ts'
import type { KeptClock } from '../clocks/repository.ts'
import { type ClockKind, dueOn, isBreached, pausedDays, pauseReasons } from '../rules/progress/clocks.ts'
import { stageOf } from '../rules/progress/steps.ts'
import type { LocalDate } from '../shared/dates.ts'
import { stepWords } from '../words/steps.ts'
import type { CaseSummary, CaseView } from './schemas.ts'

/** The case for the wire: the stage and the sentence of its step, and who is waited for. */
export function toCaseSummary(the: Case): CaseSummary {
  return {
    id: the.id,
    personId: the.personId,
    schemeId: the.schemeId,
    schemeVersion: the.schemeVersion,
    trustId: the.trustId,
    stage: stageOf[the.step],
    step: the.step,
    next: stepWords[the.step].person,
    waits: the.waits.map(({ clock, ...wait }) => ({
      ...wait,
      clock: (clock?.kind ?? null) as ClockKind | null,
      since: new Date(wait.since).toISOString(),
    })),
    waitingFor: [...new Set(the.waits.map(({ party }) => party))],
    tier: the.waits.find(({ tier }) => tier !== null)?.tier ?? null,
    ending: the.ending,
    capacities: [...the.capacities],
    openedAt: the.openedAt.toISOString(),
    endedAt: the.endedAt?.toISOString() ?? null,
  }
}

/** The clock for the wire, as it is today. */
export function toClockView(clock: KeptClock, today: LocalDate): CaseView['clocks'][number] {
  return {
    kind: clock.kind,
    startedOn: clock.startedOn,
    dueOn: dueOn(clock, today),
    workingDays: clock.workingDays,
    paused: clock.pausedOn !== null && clock.stoppedOn === null,
    pauses: clock.pauses.map((pause) => ({
      ...pause,
      sentence: pauseReasons[pause.because],
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

import { dueOn, isBreached, pausedDays, pauseReasons } from '../rules/clocks.ts'
import { moments } from '../rules/progress.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { Case } from './case.ts'
import type { KeptClock } from './clock-repository.ts'
import type { CaseSummary, CaseView } from './schemas.ts'
import type { CaseMember } from './team-schemas.ts'

/** The case for the wire: the moment's stage and sentence beside it. */
export function toCaseSummary(the: Case): CaseSummary {
  const { stage, next } = moments[the.moment]
  return {
    id: the.id,
    personId: the.personId,
    schemeId: the.schemeId,
    schemeVersion: the.schemeVersion,
    trustId: the.trustId,
    stage,
    moment: the.moment,
    waitingFor: [...the.waitingFor],
    tier: the.tier,
    next,
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

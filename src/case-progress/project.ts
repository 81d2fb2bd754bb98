import { isDeepStrictEqual } from 'node:util'
import { pauseClock, startClock, stopClock } from '../clocks/running-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { rolesSigned } from '../rules/people/mandate.ts'
import { type ClockOfWait, clocksOfWaits, daysOfTheService, standsStill } from '../rules/progress/clocks.ts'
import type { CaseFacts } from '../rules/progress/facts.ts'
import { type Progress, progressOf } from '../rules/progress/progress.ts'
import type { CaseStep } from '../rules/progress/steps.ts'
import type { Wait } from '../rules/progress/waits.ts'
import type { SchemeRules } from '../rules/scheme/scheme-rules.ts'
import { outstandingSignatures } from '../rules/sign-off/sign-off.ts'
import { getRules } from '../schemes/repository.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'
import { findFacts, type KeptFacts, type RunningClock } from './facts-repository.ts'
import { replaceWaits } from './waits-repository.ts'

/** What a case has, with the rules it is under. */
export interface CaseAsItIs {
  readonly facts: CaseFacts
  readonly rules: SchemeRules
  readonly progress: Progress
  readonly kept: KeptFacts
}

/** What is worked out of a case, and kept with it. */
export interface CaseProgress {
  readonly step: CaseStep
  readonly identityConfirmed: boolean
}

/** What a case has and where that puts it; undefined where there is no such case. */
export async function readProgress(reads: Reads, actor: Actor, caseId: string): Promise<CaseAsItIs | undefined> {
  const kept = await findFacts(reads, actor, caseId)
  if (!kept) return undefined
  const rules = await getRules(reads, actor.commissionerId, kept.schemeId, kept.schemeVersion)
  const facts = withOutstanding(kept.facts, rules)
  return { facts, rules, progress: progressOf(facts, rules), kept }
}

function withOutstanding({ planUnderWay, ...facts }: KeptFacts['facts'], rules: SchemeRules): CaseFacts {
  if (!planUnderWay) return { ...facts, planUnderWay }
  const { signed, joint, ...plan } = planUnderWay
  return {
    ...facts,
    planUnderWay: {
      ...plan,
      outstanding: outstandingSignatures(rules, rolesSigned(signed, joint), facts.team.includes('broker')),
    },
  }
}

/**
 * Works out anew where a case is and who is waited for, after a write on it, and keeps what has changed: the waits, and the clocks that run
 * as long as somebody is waited for. Gives what is kept with the case itself; undefined where nothing has changed.
 */
export async function projectCase(tx: Tx, actor: Actor, caseId: string, now: Date): Promise<CaseProgress | undefined> {
  const before = await readProgress(tx, actor, caseId)
  if (!before) return undefined
  const { progress, rules, kept, facts } = before
  const today = londonDate(now)
  const changed = !isSame(progress, kept)
  const { fresh, over } = clockChanges(progress.waits, kept.clocks, facts)
  const [, started] = await Promise.all([
    Promise.all(over.map(({ kind, subjectId }) => stopClock(tx, actor, kind, subjectId, today))),
    Promise.all(
      fresh.map(({ kind, subjectId }) =>
        startClock(
          tx,
          actor,
          {
            caseId,
            kind,
            subjectId,
            ...(kind === 'review'
              ? { fixedOn: dayOfReview(facts, subjectId) }
              : { workingDays: { ...rules.clocks, ...daysOfTheService }[kind] }),
          },
          today,
        ),
      ),
    ),
  ])
  if (facts.paused) await pauseAll(tx, actor, [...kept.clocks.filter(({ paused }) => !paused), ...fresh], facts, today)
  if (changed) replaceWaits(tx, actor, { caseId, trustId: kept.trustId }, progress.waits, now)
  const projected = changed ? { step: progress.step, identityConfirmed: kept.identity.confirmed } : undefined
  // What goes on late may have been reported, and then waits for the commissioner too.
  return started.includes('goes-on') ? ((await projectCase(tx, actor, caseId, now)) ?? projected) : projected
}

/** While the person has paused their case, what is owed to them stands still, also what began meanwhile. A review that a crisis calls for is held all the same. */
async function pauseAll(
  tx: Tx,
  actor: Actor,
  clocks: readonly Pick<RunningClock, 'kind' | 'subjectId'>[],
  { reviews }: CaseFacts,
  today: LocalDate,
) {
  const called = (id: string) => reviews.some((review) => review.id === id && review.kind === 'rapid')
  for (const { kind, subjectId } of clocks)
    if (standsStill(kind) && !called(subjectId)) await pauseClock(tx, actor, kind, subjectId, 'person-paused', today)
}

function dayOfReview({ reviews }: CaseFacts, id: string): LocalDate {
  const review = reviews.find((review) => review.id === id)
  if (!review) throw new Error('a review that is waited for is among the facts')
  return review.dueOn
}

export function isSame(
  progress: Progress,
  { step, waits, identity }: Pick<KeptFacts, 'step' | 'waits' | 'identity'>,
): boolean {
  return identity.confirmed === identity.kept && progress.step === step && isDeepStrictEqual(progress.waits, waits)
}

const keyOf = ({ kind, subjectId }: { kind: string; subjectId: string }) => `${kind} ${subjectId}`
type Timed = { readonly kind: ClockOfWait; readonly subjectId: string }

/** Which clocks of waits have to start, and which are over: nobody is waited for any more, or a review has another day. */
function clockChanges(waits: readonly Wait[], running: readonly RunningClock[], { reviews }: CaseFacts) {
  const isOfWait = (clock: { kind: string; subjectId: string }): clock is Timed =>
    (clocksOfWaits as readonly string[]).includes(clock.kind)
  const wanted = new Map<string, Timed>(
    waits.flatMap(({ clock }) => (clock && isOfWait(clock) ? [[keyOf(clock), clock]] : [])),
  )
  const stands = ({ kind, subjectId, fixedOn }: RunningClock) =>
    wanted.has(keyOf({ kind, subjectId })) &&
    (kind !== 'review' || reviews.some((review) => review.id === subjectId && review.dueOn === fixedOn))
  const over = running.filter(isOfWait).filter((clock) => !stands(clock as RunningClock))
  const kept = running.filter(stands).map(keyOf)
  return { fresh: [...wanted].filter(([key]) => !kept.includes(key)).map(([, clock]) => clock), over }
}

import type { Static } from '@sinclair/typebox'
import { needStanding, openForWriting } from '../case-access/open-for-writing.ts'
import type { Actor } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { agreed } from '../platform/http/errors.ts'
import { type Answer, type Context, checkVersion, done, found } from '../platform/http/operation.ts'
import {
  changesTerms,
  isLowered,
  losesCode,
  maySettle,
  minutesBefore,
  type Recorder,
  recorders,
  shortfallMinutes,
  termsUnder,
} from '../rules/planning/continuity.ts'
import { frozen, mayRename } from '../rules/planning/freeze.ts'
import { londonDate } from '../shared/dates.ts'
import { mergePatch } from '../shared/merge-patch.ts'
import { findService, findStanding, type Service, setService, withoutVersion } from './repository.ts'
import type { CurrentService, CurrentServicePatch } from './schemas.ts'
import { needKnownCode } from './service-code.ts'

/** The keys of the lines of a case's plan, which comes later on the journey. */
export type PlanLinesOf = (reads: Reads, actor: Actor, caseId: string) => Promise<readonly string[]>

/**
 * Changes a service that the person has now, or settles what becomes of it. An agreement holds for what it was given to: a change of
 * that needs another.
 */
export async function changeCurrentService(
  tx: Tx,
  context: Context,
  id: string,
  patch: Static<typeof CurrentServicePatch>,
  planLinesOf: PlanLinesOf,
): Promise<Answer<CurrentService>> {
  const { actor, now } = context
  const of = { table: 'current_service', id } as const
  const [the, held, { frozenSince }] = await Promise.all([
    openForWriting(tx, context, of),
    findService(tx, actor, id),
    findStanding(tx, actor, of),
  ])
  const before = found(held)
  const by = needStanding(the, actor, ...recorders)
  checkVersion(context, before.version)
  const today = londonDate(now)
  const after = changed(before, patch, by)
  if (frozenSince !== null) agreed(frozen(before, after))
  agreed(
    mayRename(before, after, {
      byWhoRegistered: before.registeredBy === actor.actorId,
      sameDay: londonDate(new Date(before.registeredAt)) === today,
    }),
  )
  if (after.serviceCode !== before.serviceCode) needKnownCode(the.rules, after.serviceCode)
  agreed(
    maySettle(before, after, {
      agreement: patch.personAgreement ?? null,
      by,
      planLines: after.fate === 'replaced' ? await planLinesOf(tx, actor, the.id) : [],
      today,
    }),
  )
  await Promise.all([
    setService(tx, actor, after, patch.personAgreement ? actor.actorId : null),
    record(tx, actor, {
      type: 'current-service.changed',
      subjectId: id,
      caseId: the.id,
      at: now,
      facts: {
        fields: Object.keys(patch),
        fate: after.fate,
        minutesPerWeek: after.minutesPerWeek,
        reasonGiven: after.fateBecause !== null,
        shortfallMinutesPerWeek: after.shortfallMinutesPerWeek,
        agreedOn: after.personAgreement?.on ?? null,
        agreementRecordedAs: after.personAgreement?.recordedAs ?? null,
      },
    }),
  ])
  return done(withoutVersion(after), before.version + 1)
}

function changed(before: Service, patch: Static<typeof CurrentServicePatch>, by: Recorder): Service {
  const { personAgreement: given, ...fields } = patch
  const merged = mergePatch<Service>({ ...before, ...termsUnder(before, fields.fate ?? before.fate) }, fields)
  const goesOn = changesTerms(before, merged) ? null : before.personAgreement
  const measured = { ...merged, minutesPerWeekBefore: minutesBefore(before, merged.minutesPerWeek) }
  return {
    ...measured,
    fateBecause: fields.fateBecause ?? (losesReason(before, merged, fields) ? null : before.fateBecause),
    personAgreement: given ? { ...given, recordedAs: by } : goesOn,
    shortfallMinutesPerWeek: shortfallMinutes(measured),
  }
}

/** A reason goes with what it was the reason for. */
const losesReason = (before: Service, after: Service, { fateBecause }: Static<typeof CurrentServicePatch>): boolean =>
  fateBecause === null || before.fate !== after.fate || isLowered(before, after) || losesCode(before, after)

import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import type { Actor } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { orThrow } from '../platform/http/errors.ts'
import { type Answer, type Context, checkVersion, done, orNotFound } from '../platform/http/operation.ts'
import { agreementFits } from '../rules/people/recording.ts'
import {
  type Agreement,
  becomesLess,
  changesTerms,
  maySettle,
  type Recorder,
  recorders,
  shortfallMinutes,
  takesOfService,
  termsUnder,
} from '../rules/planning/continuity.ts'
import { dependencesOf, mayChange } from '../rules/planning/dependences.ts'
import { frozen, mayRename } from '../rules/planning/freeze.ts'
import { mayName } from '../rules/planning/named-support.ts'
import {
  hoursBefore,
  isLowered,
  losesCode,
  losesHours,
  minutesBefore,
  reachLostMinutes,
} from '../rules/planning/service-size.ts'
import type { ToldService } from '../rules/planning/what-stays.ts'
import { keepSaidFor } from '../said-for/keep-said-for.ts'
import { londonDate } from '../shared/dates.ts'
import { mergePatch } from '../shared/merge-patch.ts'
import {
  findService,
  findServicesContext,
  listServicesOf,
  type Service,
  setService,
  withoutVersion,
} from './repository.ts'
import type { CurrentService, CurrentServicePatch } from './schemas.ts'
import { requireKnownCode } from './service-code.ts'

/** What is asked of a case's plan, which comes later on the journey. */
export interface PlanLines {
  /** The keys of the lines that can replace a service. */
  readonly keysOf: (reads: Reads, actor: Actor, caseId: string) => Promise<readonly string[]>
  /** The lines that can hang on a service, or the other way round. */
  readonly linesOf: (reads: Reads, actor: Actor, caseId: string) => Promise<Parameters<typeof dependencesOf>[1]>
}

/** What follows for what was planned with the service, which comes later on the journey. */
export type OnServiceChanged = (tx: Tx, context: Context, caseId: string) => Promise<void>

/**
 * Changes a service that the person has now, or settles what becomes of it. An agreement holds for what it was given to: a change of
 * that needs another.
 */
export async function changeCurrentService(
  tx: Tx,
  context: Context,
  id: string,
  patch: CurrentServicePatch,
  { plan, onChanged }: { readonly plan: PlanLines; readonly onChanged: OnServiceChanged },
): Promise<Answer<CurrentService>> {
  const { actor, now } = context
  const of = { table: 'current_service', id } as const
  const [budgetCase, held, { frozenSince }] = await Promise.all([
    openForWriting(tx, context, of),
    findService(tx, actor, id),
    findServicesContext(tx, actor, of),
  ])
  const before = orNotFound(held)
  const by = requireCaseRole(budgetCase, actor, ...recorders)
  await requireMandate(tx, actor, budgetCase.id, by, 'changeCurrentService')
  checkVersion(context, before.version)
  const today = londonDate(now)
  const { saidFor = null, ...given } = patch.personAgreement ?? { on: today, words: null }
  const agreement = patch.personAgreement ? given : null
  const after = changed(before, patch, by, agreement)
  if (frozenSince !== null) orThrow(frozen(before, after))
  orThrow(
    mayRename(before, after, {
      byWhoRegistered: before.registeredBy === actor.actorId,
      sameDay: londonDate(new Date(before.registeredAt)) === today,
    }),
  )
  if (after.serviceCode !== before.serviceCode) requireKnownCode(budgetCase.rules, after.serviceCode)
  orThrow(
    maySettle(before, after, {
      agreement,
      by,
      planLines: after.status === 'replaced' ? await plan.keysOf(tx, actor, budgetCase.id) : [],
      today,
    }),
  )
  const [lines, services] = await Promise.all([
    plan.linesOf(tx, actor, budgetCase.id),
    listServicesOf(tx, actor, budgetCase.id),
  ])
  orThrow(mayName(after, lines, services))
  if (becomesLess(before, after))
    orThrow(mayChange(dependencesOf({ services: [id] }, lines, services), patch.dependenceKnown))
  const said = { kind: 'service-agreement', subjectId: id, as: by, words: given.words, saidFor } as const
  const taken = takesOfService(before, after)
    ? { saidOn: today, how: null, present: null, evidence: reasonOf(after) }
    : null
  if (agreement) orThrow(agreementFits({ ...agreement, saidFor }, by, londonDate(budgetCase.openedAt), today))
  await Promise.all([
    keepSaidFor(tx, context, budgetCase, {
      ...(taken ? { ...said, kind: 'service-less', words: null, saidFor: taken } : said),
      before: { service: toldOnly(before), serviceVersion: before.version + 1 },
    }),
    setService(tx, actor, after, patch.personAgreement ? actor.actorId : null),
    record(tx, actor, {
      type: 'current-service.changed',
      subjectId: id,
      caseId: budgetCase.id,
      at: now,
      facts: {
        fields: Object.keys(patch).filter(
          (name) => name !== 'dependenceKnown' && (name !== 'status' || after.status !== before.status),
        ),
        status: after.status,
        minutesPerWeek: after.minutesPerWeek,
        reasonGiven: after.statusReason !== null,
        shortfallMinutesPerWeek: after.shortfallMinutesPerWeek,
        reachLostMinutesPerWeek: reachLostMinutes(after),
        agreedOn: after.personAgreement?.on ?? null,
        agreementRecordedAs: after.personAgreement?.recordedAs ?? null,
      },
    }),
  ])
  await onChanged(tx, context, budgetCase.id)
  return done(withoutVersion(after), before.version + 1)
}

function changed(before: Service, patch: CurrentServicePatch, by: Recorder, given: Agreement | null): Service {
  const { personAgreement: _, dependenceKnown: __, ...fields } = patch
  const merged = mergePatch<Service>({ ...before, ...termsUnder(before, fields.status) }, fields)
  const goesOn = changesTerms(before, merged) ? null : before.personAgreement
  const measured = {
    ...merged,
    minutesPerWeekBefore: minutesBefore(before, merged.minutesPerWeek),
    hoursBefore: hoursBefore(before, merged.hours),
  }
  return {
    ...measured,
    statusReason: fields.statusReason ?? (losesReason(before, merged, fields) ? null : before.statusReason),
    personAgreement: given ? { ...given, recordedAs: by } : goesOn,
    shortfallMinutesPerWeek: shortfallMinutes(measured),
  }
}

/** Why there is less: the rule has asked for it. */
const reasonOf = ({ statusReason }: Service): string => statusReason ?? ''

/** A reason goes with what it was the reason for. */
const losesReason = (before: Service, after: Service, { statusReason }: CurrentServicePatch): boolean =>
  statusReason === null ||
  before.status !== after.status ||
  isLowered(before, after) ||
  losesHours(before, after) ||
  losesCode(before, after)

/** What a service is, without who and what wrote it: that is what an objection puts back. */
function toldOnly(service: Service): ToldService {
  const {
    id: _,
    caseId: __,
    registeredAt: ___,
    registeredBy: ____,
    version: _____,
    shortfallMinutesPerWeek: ______,
    ...told
  } = service
  return told
}

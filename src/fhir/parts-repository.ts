import { listIdentifiers } from '../identifiers/repository.ts'
import { consents, toConsent } from '../people/consent-repository.ts'
import type { Consent } from '../people/consent-schemas.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { OrganisationKind } from '../role-organisations.ts'
import type { Identifier } from '../rules/people/identifiers.ts'
import type { LocalDate } from '../shared/dates.ts'
import { type Plan, toPlan } from '../support-plans/repository.ts'

type ById<Thing> = ReadonlyMap<string, Thing>

/** A plan with what else is told of it. */
export interface WholePlan {
  readonly plan: Plan
  readonly identifiers: readonly Identifier[]
  readonly replaces: readonly string[]
  /** The lines that were opened, by their keys, each with the day on which it was closed. */
  readonly opened: ReadonlyMap<string, LocalDate | null>
}

/** What was found of plans, read of all of them together. */
export async function listPlansById(reads: Reads, actor: Actor, ids: readonly string[]): Promise<ById<WholePlan>> {
  if (ids.length === 0) return new Map()
  const { commissionerId } = actor
  const [plans, identifiers, before, opened] = await Promise.all([
    reads
      .selectFrom('support_plan')
      .selectAll()
      .where('commissioner_id', '=', commissionerId)
      .where((eb) => eb('support_plan_id', '=', eb.fn.any(eb.val([...ids]))))
      .execute(),
    listIdentifiers(reads, actor, 'support-plan', ids),
    reads
      .selectFrom('support_plan')
      .select(['support_plan_id', 'superseded_by'])
      .where('commissioner_id', '=', commissionerId)
      .where((eb) => eb('superseded_by', '=', eb.fn.any(eb.val([...ids]))))
      .orderBy('support_plan_id')
      .execute(),
    reads
      .selectFrom('support_plan as p')
      .innerJoin('plan_line as l', (join) =>
        join.on('l.commissioner_id', '=', theTenant).onRef('l.support_plan_id', '=', 'p.support_plan_id'),
      )
      .select(['l.support_plan_id', 'l.key', 'l.closed_on'])
      .where('p.commissioner_id', '=', commissionerId)
      .where((eb) => eb('p.support_plan_id', '=', eb.fn.any(eb.val([...ids]))))
      .execute(),
  ])
  const linesOf = Map.groupBy(opened, (row) => row.support_plan_id)
  const replacedBy = Map.groupBy(before, (row) => row.superseded_by)
  return new Map(
    plans.map((row) => [
      row.support_plan_id,
      {
        plan: toPlan(row),
        identifiers: identifiers.get(row.support_plan_id) ?? [],
        replaces: (replacedBy.get(row.support_plan_id) ?? []).map((one) => one.support_plan_id),
        opened: new Map((linesOf.get(row.support_plan_id) ?? []).map((line) => [line.key, line.closed_on])),
      },
    ]),
  )
}

/** Organisations of these kinds have an ODS code, all of them, by which they are registered; of others the code can be one of a local register. */
const registeredByOds: readonly OrganisationKind[] = ['commissioner', 'trust', 'local-authority', 'gp-practice']

/** The ODS codes of these organisations, of those of which it is sure that they have one. */
export async function listOdsCodes(reads: Reads, actor: Actor, of: readonly (string | null)[]): Promise<ById<string>> {
  const ids = [...new Set(of.filter((id) => id !== null))]
  if (ids.length === 0) return new Map()
  const rows = await reads
    .selectFrom('organisation')
    .select(['organisation_id as id', 'kind', 'code'])
    .where('commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('organisation_id', '=', eb.fn.any(eb.val(ids))))
    .execute()
  return new Map(rows.filter(({ kind }) => registeredByOds.includes(kind)).map(({ id, code }) => [id, code]))
}

/** A consent, with when it ended where it was neither withdrawn nor over by its last day. */
interface ToldConsent {
  readonly consent: Consent
  readonly lapsedAt: string | null
}

export async function listConsentsById(reads: Reads, actor: Actor, ids: readonly string[]): Promise<ById<ToldConsent>> {
  if (ids.length === 0) return new Map()
  const rows = await consents(reads, actor)
    .where((eb) => eb('consent_id', '=', eb.fn.any(eb.val([...ids]))))
    .execute()
  return new Map(
    rows.map((row) => [row.consent_id, { consent: toConsent(row), lapsedAt: row.lapsed_at?.toISOString() ?? null }]),
  )
}

/** What a letter is called, and when it was written. */
interface NamedLetter {
  readonly title: string
  readonly writtenAt: Date
}

export async function listLettersById(
  reads: Reads,
  { commissionerId }: Actor,
  ids: readonly string[],
): Promise<ById<NamedLetter>> {
  if (ids.length === 0) return new Map()
  const rows = await reads
    .selectFrom('letter')
    .select(['decision_id', 'title', 'written_at'])
    .where('commissioner_id', '=', commissionerId)
    .where((eb) => eb('decision_id', '=', eb.fn.any(eb.val([...ids]))))
    .execute()
  return new Map(rows.map((row) => [row.decision_id, { title: row.title, writtenAt: row.written_at }]))
}

/** Those of these people whom somebody independent traced on the Personal Demographics Service and whose details have not changed since. */
export async function listTraced(
  reads: Reads,
  { commissionerId }: Actor,
  personIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (personIds.length === 0) return new Set()
  const rows = await reads
    .selectFrom('identity_confirmation')
    .select('person_id')
    .where('commissioner_id', '=', commissionerId)
    .where((eb) => eb('person_id', '=', eb.fn.any(eb.val([...personIds]))))
    .where('ended_at', 'is', null)
    .where('source', '=', 'traced-on-pds')
    .execute()
  return new Set(rows.map((row) => row.person_id))
}

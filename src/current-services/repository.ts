import { type Selectable, sql } from 'kysely'
import type { Belonging } from '../case-access/case.ts'
import { caseIdOf } from '../case-access/repository.ts'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { mostServices, shortfallMinutes } from '../rules/planning/continuity.ts'
import type { ServicesContext } from '../rules/planning/what-stays.ts'
import { londonDate } from '../shared/dates.ts'
import type { CurrentService } from './schemas.ts'

/** A service with what only the ETag tells, and who registered it. */
export type Service = CurrentService & { readonly version: number; readonly registeredBy: string }

function toService(row: Selectable<Database['current_service']>): Service {
  const service = {
    id: row.current_service_id,
    caseId: row.case_id,
    kind: row.kind,
    title: row.title,
    provider: row.provider,
    serviceCode: row.price_code,
    minutesPerWeek: row.minutes_per_week,
    minutesPerWeekBefore: row.minutes_before,
    minutesWantedPerWeek: row.minutes_wanted,
    paymentRoute: row.payment_route && { kind: row.payment_route, other: row.payment_route_other },
    dependsOn: row.depends_on ?? [],
    hours: row.hours,
    hoursBefore: row.hours_before,
    relationshipWith: row.relationship_with,
    status: row.status,
    statusReason: row.status_reason,
    replacedBy: row.replaced_by,
    replacementStartsOn: row.replacement_starts_on,
    replacementMinutesPerWeek: row.replacement_minutes_per_week,
    endsOn: row.ends_on,
    personAgreement:
      row.person_agreed_on === null || row.person_agreed_as === null
        ? null
        : {
            on: row.person_agreed_on,
            words: row.person_agreed_words,
            recordedAs: row.person_agreed_as,
          },
    registeredAt: row.registered_at.toISOString(),
    registeredBy: row.registered_by,
    version: row.version,
  }
  return { ...service, shortfallMinutesPerWeek: shortfallMinutes(service) }
}

const toRow = (service: Service, recordedBy: string | null) => ({
  title: service.title,
  provider: service.provider,
  price_code: service.serviceCode,
  minutes_per_week: service.minutesPerWeek,
  minutes_before: service.minutesPerWeekBefore,
  hours: service.hours ? JSON.stringify(service.hours) : null,
  minutes_wanted: service.minutesWantedPerWeek ?? null,
  payment_route: service.paymentRoute?.kind ?? null,
  payment_route_other: service.paymentRoute?.other ?? null,
  depends_on: service.dependsOn?.length ? JSON.stringify(service.dependsOn) : null,
  hours_before: service.hoursBefore ? JSON.stringify(service.hoursBefore) : null,
  relationship_with: service.relationshipWith,
  status: service.status,
  status_reason: service.statusReason,
  replaced_by: service.replacedBy,
  replacement_starts_on: service.replacementStartsOn,
  replacement_minutes_per_week: service.replacementMinutesPerWeek,
  ends_on: service.endsOn,
  person_agreed_on: service.personAgreement?.on ?? null,
  person_agreed_words: service.personAgreement?.words ?? null,
  person_agreed_as: service.personAgreement?.recordedAs ?? null,
  ...(service.personAgreement === null
    ? { person_agreed_recorded_by: null }
    : recordedBy === null
      ? {}
      : { person_agreed_recorded_by: recordedBy }),
})

export async function insertService(
  tx: Tx,
  actor: Actor,
  service: Service,
  broughtOverAs: string | null,
): Promise<void> {
  await tx
    .insertInto('current_service')
    .values({
      commissioner_id: actor.commissionerId,
      current_service_id: service.id,
      case_id: service.caseId,
      kind: service.kind,
      ...toRow(service, actor.actorId),
      registered_at: new Date(service.registeredAt),
      registered_by: service.registeredBy,
      brought_over_as: broughtOverAs,
      version: 1,
    })
    .execute()
}

/** Keeps a service as it stands after a change; `recordedBy` where a new agreement came with it. Its version goes up by one. */
export async function setService(tx: Tx, actor: Actor, service: Service, recordedBy: string | null): Promise<void> {
  await tx
    .updateTable('current_service')
    .set({ ...toRow(service, recordedBy), version: sql`version + 1` })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('current_service_id', '=', service.id)
    .execute()
}

export async function findService(reads: Reads, actor: Actor, id: string): Promise<Service | undefined> {
  const row = await reads
    .selectFrom('current_service')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('current_service_id', '=', id)
    .executeTakeFirst()
  return row && toService(row)
}

/** These services, by what they are identified by. */
export async function listServicesByIds(
  reads: Reads,
  { commissionerId }: Actor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Service>> {
  if (ids.length === 0) return new Map()
  const rows = await reads
    .selectFrom('current_service')
    .selectAll()
    .where('commissioner_id', '=', commissionerId)
    .where((eb) => eb('current_service_id', '=', eb.fn.any(eb.val([...ids]))))
    .execute()
  return new Map(rows.map((row) => [row.current_service_id, toService(row)]))
}

/** One row more than a page, newest first. */
export async function listServices(reads: Reads, actor: Actor, caseId: string, page: PageRequest): Promise<Service[]> {
  const rows = await reads
    .selectFrom('current_service')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('current_service_id', '<', page.after ?? ''))
    .orderBy('current_service_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toService)
}

/** What the person has now, in the order it was registered. */
export async function listServicesOf(reads: Reads, actor: Actor, of: string | Belonging): Promise<Service[]> {
  const rows = await reads
    .selectFrom('current_service')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseIdOf(actor, of))
    .orderBy('current_service_id')
    .limit(mostServices)
    .execute()
  return rows.map(toService)
}

export async function countServices(reads: Reads, actor: Actor, caseId: string): Promise<number> {
  const { services } = await reads
    .selectFrom('current_service')
    .select((eb) => eb.fn.countAll<string>().as('services'))
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .executeTakeFirstOrThrow()
  return Number(services)
}

/** What the case says of its services; leaving out the appeal that is being decided, which is open no longer. */
export async function findServicesContext(
  reads: Reads,
  actor: Actor,
  of: string | Belonging,
  decided: string | null = null,
): Promise<ServicesContext> {
  const { lodged_at, lines } = await reads
    .selectNoFrom((eb) => [
      eb
        .selectFrom('appeal')
        .select((of) => of.fn.min('lodged_at').as('lodged_at'))
        .where('commissioner_id', '=', actor.commissionerId)
        .where('case_id', '=', caseIdOf(actor, of))
        .where('status', 'in', ['awaiting-acceptance', 'lodged'])
        .$if(decided !== null, (query) => query.where('appeal_id', '<>', decided ?? ''))
        .as('lodged_at'),
      eb
        .selectFrom('plan_line')
        .select(sql<string[]>`coalesce(array_agg(key), '{}')`.as('keys'))
        .where('commissioner_id', '=', actor.commissionerId)
        .where('case_id', '=', caseIdOf(actor, of))
        .where('status', '=', 'active')
        .as('lines'),
    ])
    .executeTakeFirstOrThrow()
  return { frozenSince: lodged_at && londonDate(lodged_at), linesInForce: lines ?? [] }
}

/** The codes of the price list whose service the person keeps, or may keep while its status is not settled, in order. */
export async function listKeptPriceCodes(reads: Reads, actor: Actor, of: string | Belonging): Promise<string[]> {
  const rows = await reads
    .selectFrom('current_service')
    .select('price_code')
    .distinct()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseIdOf(actor, of))
    .where('status', 'in', ['kept', 'at-risk'])
    .where('price_code', 'is not', null)
    .orderBy('price_code')
    .execute()
  return rows.flatMap((row) => row.price_code ?? [])
}

/** The service for the wire: without what only the ETag tells, and who registered it. */
export function withoutVersion({ version: _, registeredBy: __, ...service }: Service): CurrentService {
  return service
}

import { listUnknownOrganisations } from '../organisations/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import { contentHash } from '../platform/audit/content-hash.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt } from '../platform/http/errors.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { firstDay, type ReadService, readService } from '../rules/planning/from-open-referral.ts'
import type { ListedResource } from '../rules/planning/open-referral.ts'
import { londonDate } from '../shared/dates.ts'
import { type FeedLine, readFeed } from './feed-lines.ts'
import type { ImportedService, ImportOutcome, NewResourceImport, ResourceImport } from './import-schemas.ts'
import { type KeptResource, putResources } from './repository.ts'
import { keepSourced, listOwn, lockSource, lockSourced, type Sourced } from './sources-repository.ts'
import { setTermsOf } from './terms-repository.ts'

const mostServices = 200
const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const written = ['added', 'changed', 'overwritten', 'ended'] as const
const isWritten = (outcome: ImportOutcome): outcome is (typeof written)[number] =>
  (written as readonly string[]).includes(outcome)

/**
 * Takes services of another directory over, each once by its source and identifier, and says what became of each. What somebody changed here since holds,
 * unless it is to be overwritten; what they ended stays ended.
 */
export async function importResources(
  tx: Tx,
  context: Context,
  input: NewResourceImport,
): Promise<Answer<ResourceImport>> {
  const { actor, now } = context
  const { source, dryRun } = input
  const feed = readFeed(input.feed)
  if (feed.length > mostServices) throw invalidAt('/feed', `Send ${mostServices} services at the most at a time`)
  await lockSource(tx, actor, source)
  const today = londonDate(now)
  const read = await knownOrganisations(tx, actor, feed, (node) => readService(node, input.kind, today))
  const ids = read.flatMap(({ service }) => service?.sourceId ?? [])
  const [sourced, own] = [
    await lockSourced(tx, actor, source, ids),
    await listOwn(
      tx,
      actor,
      ids.filter((id) => isId.test(id)),
    ),
  ]
  const seen = new Set<string>()
  const judged = read.map(({ line, service: given }) => {
    const sourceId = given?.sourceId ?? null
    const twice = sourceId !== null && seen.has(sourceId)
    if (sourceId !== null) seen.add(sourceId)
    const before = sourceId === null ? undefined : sourced.get(sourceId)
    const service = given && sinceBefore(given, before)
    const isOwn = sourceId !== null && own.has(sourceId)
    const outcome = twice ? 'refused' : outcomeOf(service, before, isOwn, input.overwrite)
    return { line, sourceId, twice, service, before, outcome }
  })
  const changes = judged.flatMap((one) => {
    const resource = isWritten(one.outcome) ? resourceAfter(context, source, one) : undefined
    return resource === undefined || one.sourceId === null ? [] : [{ ...one, sourceId: one.sourceId, resource }]
  })
  const idOf = new Map(changes.map(({ sourceId, resource }) => [sourceId, resource.id]))
  if (!dryRun) await keep(tx, context, source, changes)
  const lines = judged.map(
    ({ line, sourceId, twice, service, before, outcome }): ImportedService => ({
      line,
      sourceId,
      outcome,
      resourceId: before?.resource.id ?? (dryRun || sourceId === null ? null : (idOf.get(sourceId) ?? null)),
      notMapped: [...(service?.notMapped ?? [])],
      faults: twice
        ? [{ field: 'id', detail: 'comes twice in this feed' }]
        : [...(service?.faults ?? [{ field: 'other', detail: 'This line is no object of JSON' }])],
    }),
  )
  return done({ source, dryRun, lines })
}

/** Reads each service. An organisation that is not registered here is kept by its name alone. */
async function knownOrganisations(
  tx: Tx,
  actor: Actor,
  feed: readonly FeedLine[],
  readNode: (node: NonNullable<FeedLine['node']>) => ReadService,
): Promise<{ readonly line: number; readonly service: ReadService | null }[]> {
  const read = feed.map(({ line, node }) => ({ line, service: node && readNode(node) }))
  const given = new Set(read.flatMap(({ service }) => service?.resource?.organisationId ?? []))
  const possible = [...given].filter((id) => isId.test(id))
  const unknown = await listUnknownOrganisations(tx, actor.commissionerId, possible)
  const known = new Set(possible.filter((id) => !unknown.has(id)))
  return read.map(({ line, service }) => {
    const resource = service?.resource
    if (!resource || resource.organisationId === null || known.has(resource.organisationId)) return { line, service }
    return { line, service: { ...service, resource: { ...resource, organisationId: null } } }
  })
}

/** The hash of what an entry says, whoever wrote it and when. */
function saidBy(resource: ListedResource): string {
  const { kind, name, description, runBy, organisationId, cost, pricePence, places } = resource
  const { languages, culture, accessibility, areas, needs, contact, from, until } = resource
  const more = { languages, culture, accessibility, areas, needs, contact, from, until }
  return contentHash({ kind, name, description, runBy, organisationId, cost, pricePence, places, ...more })
}

/** What is there since a day that the feed does not say is there since the day on which it came first. */
function sinceBefore(service: ReadService, before: Sourced | undefined): ReadService {
  const { resource, saysFrom } = service
  if (!resource || !before || saysFrom) return service
  return { ...service, resource: { ...resource, from: firstDay(before.resource.from, resource.until) } }
}

function outcomeOf(
  service: ReadService | null,
  before: Sourced | undefined,
  isOwn: boolean,
  overwrite: boolean,
): ImportOutcome {
  if (!service || service.sourceId === null) return 'refused'
  if (isOwn) return 'left-out'
  const stands = before && before.resource.endedAt === null
  const untouched = before !== undefined && saidBy(before.resource) === before.contentHash
  if (service.state === 'temporarily closed') return 'left-out'
  if (service.state !== 'active') {
    if (!before) return 'left-out'
    return !stands ? 'same' : untouched || overwrite ? 'ended' : 'kept'
  }
  if (!service.resource) return 'refused'
  if (!before) return 'added'
  if (!stands) return 'kept'
  const said = saidBy(service.resource)
  if (said === saidBy(before.resource))
    return (service.assuredOn ?? '') > (before.resource.checkedOn ?? '') ? 'changed' : 'same'
  if (untouched) return 'changed'
  return overwrite ? 'overwritten' : 'kept'
}

/** The entry after the import. When it was made sure of is what the source says. */
function resourceAfter(
  { now }: Context,
  source: string,
  { service, before, outcome }: { service: ReadService | null; before: Sourced | undefined; outcome: ImportOutcome },
): KeptResource | undefined {
  const at = now.toISOString()
  if (outcome === 'ended')
    return before && { ...before.resource, changedAt: at, endedAt: at, version: before.resource.version + 1 }
  if (!service?.resource) return undefined
  return {
    ...service.resource,
    languages: [...service.resource.languages],
    areas: [...service.resource.areas],
    needs: [...service.resource.needs],
    id: before?.resource.id ?? newId(),
    checkedOn: service.assuredOn,
    checkedByName: service.assuredOn === null ? null : source,
    registeredAt: before?.resource.registeredAt ?? at,
    changedAt: at,
    endedAt: null,
    version: (before?.resource.version ?? 0) + 1,
  }
}

interface Change {
  readonly sourceId: string
  readonly outcome: ImportOutcome
  readonly resource: KeptResource
}

async function keep(tx: Tx, { actor, now }: Context, source: string, changes: readonly Change[]): Promise<void> {
  const counts = Object.fromEntries(
    written.map((outcome) => [outcome, changes.filter((one) => one.outcome === outcome).length]),
  )
  const resources = changes.map(({ resource }) => resource)
  await putResources(tx, actor, resources)
  await setTermsOf(tx, actor, resources)
  const sourced = changes
    .filter(({ outcome }) => outcome !== 'ended')
    .map(({ sourceId, resource }) => ({ sourceId, resourceId: resource.id, contentHash: saidBy(resource) }))
  await keepSourced(tx, actor, source, sourced, now)
  const { added = 0, changed = 0, overwritten = 0, ended = 0 } = counts
  const facts = { source, added, changed, overwritten, ended }
  await record(tx, actor, { type: 'resources.imported', subjectId: actor.commissionerId, caseId: null, at: now, facts })
}

import { createHash } from 'node:crypto'
import root from 'tap'
import { v7 } from 'uuid'
import { contentHash } from '../../src/platform/audit/content-hash.ts'
import { lettersOf } from '../../src/rules/people/folded-names.ts'
import { referenceOf } from '../../src/shared/case-reference.ts'
import { type PlanContent, planHash } from '../../src/support-plans/repository.ts'
import { aPerson } from './builders.ts'
import { madeOnce } from './made-once.ts'
import { aReceipt } from './pathway-builders.ts'
import type { PathwayStep } from './pathway-steps.ts'
import { markOf, putRows, type Rows, rowsBetween } from './rows.ts'
import { defaultNow, type Service, startService } from './service.ts'
import { begin, type Journey, type Walk } from './walk.ts'

/** A case as somebody has walked it to a step over HTTP: every row, what the identifiers are, and what must never be logged. */
interface Station {
  readonly rows: Rows
  readonly ids: Readonly<Record<string, string>>
  readonly secrets: readonly string[]
  readonly who: Who
}

/** What is each person's own, and in no two rows the same. */
interface Who {
  readonly subject: string
  readonly representative: string
  readonly nhsNumber: string
  readonly familyName: string
}

const identifier = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g
const ofTheSeed = '019ab3f0-0000-7000-8000-'

/** By their names, for this process; for the other processes of the run they are in its folder. */
const stations = new Map<string, Promise<string>>()
let walker: Promise<Service> | undefined

/**
 * Puts into the service's database what a walk to the step leaves behind, as another person's, and gives the identifiers. Undefined
 * where a walk could come to something else: at another time than a service starts at, or under rules that the test has changed.
 */
export async function copyOfStation(
  walk: Walk,
  step: PathwayStep,
): Promise<Readonly<Record<string, string>> | undefined> {
  const { service } = walk
  if (service.clock.now().getTime() !== Date.parse(defaultNow)) return undefined
  const text = asAnother(await stationAt(walk, step), walk)
  const { rows, ids, secrets } = JSON.parse(text) as Station
  if (!(await putRows(service.database, JSON.stringify(rows)))) return undefined
  service.evidence.keepSecret(secrets)
  return ids
}

function stationAt({ scheme, wish }: Journey, step: PathwayStep): Promise<string> {
  const name = createHash('sha256')
    .update(JSON.stringify([scheme, wish, step]))
    .digest('hex')
  let station = stations.get(name)
  if (!station) {
    station = madeOnce(name, () => walkTo(step, { scheme, wish }))
    stations.set(name, station)
  }
  return station
}

let last: Promise<unknown> = Promise.resolve()

/** One after the other, so that all that is written meanwhile belongs to the walk. */
function walkTo(step: PathwayStep, options: Pick<Journey, 'scheme' | 'wish'>): Promise<string> {
  const walked = last.then(async () => {
    walker ??= startService(root)
    const { database, evidence } = await walker
    const [before, from] = [new Set(evidence.secrets), await markOf(database)]
    const walk = begin(await walker, options)
    const { known: ids } = await walk.on(step)
    const rows: Rows = JSON.parse(await rowsBetween(database, from, await markOf(database)))
    const [person] = rows.person ?? []
    const who = whoIs(walk, String(person?.nhs_number), String(person?.family_name))
    const secrets = evidence.secrets.filter((words) => !before.has(words))
    return JSON.stringify({ rows, ids, secrets, who } satisfies Station)
  })
  last = walked.catch(() => {})
  return walked
}

/** The station of another person: with new identifiers in the same order, their own name, number and receipts, and the hashes of all this. */
function asAnother(station: string, walk: Walk): string {
  const { who, rows } = JSON.parse(station) as Station
  const { nhsNumber, familyName } = aPerson()
  const another = whoIs(walk, String(nhsNumber), String(familyName))
  const names = new Map<string, string>([
    [JSON.stringify(who.subject), JSON.stringify(another.subject)],
    [JSON.stringify(who.representative), JSON.stringify(another.representative)],
    [who.nhsNumber, another.nhsNumber],
    [who.familyName, another.familyName],
  ])
  const known = [...new Set(station.match(identifier))].filter((id) => !id.startsWith(ofTheSeed)).sort()
  for (const id of known) names.set(id, v7())
  // Letters name a case by its reference, which follows from its identifier.
  for (const { case_id } of rows.budget_case ?? [])
    names.set(referenceOf(String(case_id)), referenceOf(names.get(String(case_id)) ?? ''))
  for (const { document_hash } of rows.receipt ?? []) names.set(String(document_hash), aReceipt().documentHash)
  return withHashes(replaced(station, names))
}

const whoIs = ({ person, representative }: Walk, nhsNumber: string, familyName: string): Who => ({
  subject: person.actor?.sub ?? '',
  representative: representative.actor?.sub ?? '',
  nhsNumber,
  familyName,
})

function replaced(text: string, names: ReadonlyMap<string, string>): string {
  return text.replace(new RegExp([...names.keys()].join('|'), 'g'), (name) => names.get(name) ?? name)
}

/** A plan’s hash has its identifier in it, a letter’s that of its decision, and an agreement’s that of its case; the letters of a name are those of another. */
function withHashes(station: string): string {
  const { rows } = JSON.parse(station) as Station
  const hashes = new Map<string, string>()
  for (const { support_plan_id, content, content_hash } of [
    ...(rows.support_plan ?? []),
    ...(rows.support_plan_version ?? []),
  ])
    hashes.set(String(content_hash), planHash(String(support_plan_id), content as PlanContent))
  for (const { decision_id, title, html, content_hash } of rows.letter ?? [])
    hashes.set(String(content_hash), contentHash({ decisionId: decision_id, title, html }))
  for (const { case_id, content, content_hash } of rows.deployment_agreement ?? [])
    hashes.set(String(content_hash), contentHash({ caseId: case_id, ...(content as object) }))
  for (const { given_name, family_name, name_letters } of rows.person ?? [])
    hashes.set(String(name_letters), lettersOf({ givenName: String(given_name), familyName: String(family_name) }))
  return hashes.size === 0 ? station : replaced(station, hashes)
}

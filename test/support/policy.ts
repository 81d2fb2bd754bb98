import { readFile } from 'node:fs/promises'
import { DatabaseAccess } from '../../src/platform/database/database.ts'
import type { SchemeDraft, SchemeVersion } from '../../src/schemes/draft-schemas.ts'
import { parsePreset, type SchemePreset } from '../../src/schemes/preset.ts'
import { provision } from '../../src/schemes/provision.ts'
import type { Scheme } from '../../src/schemes/schemas.ts'
import { advanceSimulations } from '../../src/simulations/advance-simulations.ts'
import type { SimulationView } from '../../src/simulations/schemas.ts'
import { anActor } from './actors.ts'
import { Answer, type Client } from './client.ts'
import type { Under } from './many-cases.ts'
import { type SchemeCode, tenants } from './seed.ts'
import type { Service } from './service.ts'

type Rules = Scheme['rules']

export const presetNames = [
  'kent-peer-brokerage',
  'lambeth-integrated',
  'local-pilot-historic',
  'merseyside-one-off',
  'northamptonshire',
  'section-117',
  'south-kent-coast',
  'west-sussex-pooled',
] as const

/** A scheme of the seeds, as its file has it. */
export async function preset(name: (typeof presetNames)[number]): Promise<SchemePreset> {
  const file = new URL(`../../data/schemes/${name}.json`, import.meta.url)
  return parsePreset(name, await readFile(file, 'utf8'))
}

export async function presetRules(name: (typeof presetNames)[number]): Promise<Rules> {
  const [first] = (await preset(name)).versions
  if (!first) throw new Error(`${name} has no version`)
  return first.rules
}

let schemes = 0

/** A scheme of a test's own, in force since long, with the rules of one of the seeds as it began; or with other brokers. */
export async function ownScheme(
  service: Service,
  name: (typeof presetNames)[number] = 'merseyside-one-off',
  brokerage: Partial<Rules['brokerage']> = {},
): Promise<Under> {
  schemes += 1
  const { title, versions } = await preset(name)
  const code = `own-${schemes}`
  const own = versions.slice(0, 1).map((version) => {
    const { rules } = version
    return { ...version, rules: { ...rules, brokerage: { ...rules.brokerage, ...brokerage } } }
  })
  const ids = await provisioned(service, [{ code, title, versions: own }])
  return { schemeId: ids[code] ?? '', version: 1, rules: own[0]?.rules ?? (await presetRules(name)) }
}

/** Gives the commissioner all eight schemes of the seeds, and their identifiers by code. */
export async function provisioned(
  service: Service,
  presets?: readonly SchemePreset[],
): Promise<Record<string, string>> {
  const schemes = presets ?? (await Promise.all(presetNames.map(preset)))
  const owner = new DatabaseAccess({ url: service.database.ownerUrl, poolSize: 1, now: service.clock.now })
  await provision(owner, [{ commissioner: { code: 'QYG', name: 'QYG' }, schemes }], service.clock.now())
  await owner.close()
  const rows = await service.database.sql<{ code: string; id: string }>(
    'select code, scheme_id as id from scheme where commissioner_id = $1',
    [tenants.QYG.commissionerId],
  )
  return Object.fromEntries(rows.map(({ code, id }) => [code, id]))
}

/** A change of rules: an uplift, and limits at the top that allow for what it comes to. */
export function uplift(rules: Rules, upliftBasisPoints: number): Pick<Rules, 'adjustments' | 'tiers'> {
  const top = Math.max(...rules.tiers.map((tier) => tier.limitPence ?? 0))
  return {
    adjustments: { ...rules.adjustments, upliftBasisPoints, upliftSource: 'a test' },
    tiers: rules.tiers.map((tier) => (tier.limitPence === top ? { ...tier, limitPence: 2 * top } : tier)),
  }
}

export const aNote = 'Nobody loses by it; people who need an interpreter gain as much as the others do.'

/** A draft from the rules in force, with these fields changed where some are given. */
export async function aDraft(
  service: Service,
  change: Partial<Rules> = {},
  schemeId: string = tenants.QYG.schemeId,
): Promise<SchemeDraft> {
  const officer = service.as('commissioner-officer')
  const draft = await officer.post<SchemeDraft>(`/v1/schemes/${schemeId}/drafts`, { rules: null })
  if (Object.keys(change).length === 0) return draft.ok
  return (
    await officer.patch<SchemeDraft>(`/v1/scheme-drafts/${draft.ok.id}`, { rules: change }, { ifMatch: draft.etag })
  ).ok
}

/** Starts a simulation, as an officer would. */
export function started(service: Service, draftId: string): Promise<Answer<SimulationView>> {
  return service.as('commissioner-officer').post<SimulationView>(`/v1/scheme-drafts/${draftId}/simulations`)
}

/** Does what the background does, until nothing is left to do. */
export function advance(service: Service, more: { casesInPage?: number; closing?: AbortSignal } = {}): Promise<number> {
  return advanceSimulations({ database: service.access, now: service.clock.now, ...more })
}

/** The signal of a service that closes after so many pages. */
export function closingAfter(pages: number): AbortSignal {
  let asked = 0
  const signal = {
    get aborted() {
      asked += 1
      return asked > pages
    },
  }
  return signal as AbortSignal
}

/** A simulation that has come to its end, with its result. */
export async function simulated(
  service: Service,
  draftId: string,
): Promise<SimulationView & { result: NonNullable<SimulationView['result']> }> {
  const { id } = (await started(service, draftId)).ok
  await advance(service)
  const { ok } = await service.as('commissioner-officer').get<SimulationView>(`/v1/simulations/${id}`)
  if (ok.status !== 'completed' || !ok.result) throw new Error(`the simulation is ${ok.status}`)
  return { ...ok, result: ok.result }
}

/** Proposes a draft by one officer, and has another confirm it; gives the first answer that is a refusal, or the version. */
export async function publish(
  client: Client,
  draftId: string,
  startsOn: string,
  equalityNote: string = aNote,
  second: Client = client.as(anActor('commissioner-officer', { sub: 'the-second-officer' })),
): Promise<Answer<SchemeVersion>> {
  const path = `/v1/scheme-drafts/${draftId}/publication`
  const proposed = await client.post<SchemeDraft>(path, { startsOn, equalityNote })
  if (proposed.status !== 201) return new Answer<SchemeVersion>(proposed.status, proposed.headers, proposed.body)
  return second.post<SchemeVersion>(`${path}/confirmation`, { contentHash: proposed.ok.contentHash })
}

/** A version with these fields changed: drafted, simulated and published. */
export async function published(
  service: Service,
  startsOn: string,
  change: Partial<Rules>,
  schemeId: string = tenants.QYG.schemeId,
): Promise<SchemeVersion> {
  const draft = await aDraft(service, change, schemeId)
  await simulated(service, draft.id)
  const now = service.clock.now().toISOString()
  // A version starts the day after it was confirmed, at the earliest: one of today was confirmed yesterday.
  if (startsOn <= service.clock.today()) service.clock.advance({ days: -1 })
  const { ok } = await publish(service.as('commissioner-officer'), draft.id, startsOn)
  service.clock.set(now)
  return ok
}

/** Enrols the council of the seed in a scheme: until then nobody has the council's seat. */
export async function enrolledCouncil(service: Service, scheme: SchemeCode): Promise<string> {
  const path = `/v1/schemes/${tenants.QYG.schemes[scheme]}/councils`
  const { ok } = await service
    .as('commissioner-officer')
    .post<{ id: string }>(path, { organisationId: tenants.QYG.councilId })
  return ok.id
}

/** What a commissioner writes, by the names of the contract's path parameters: a version that starts next year, and a draft whose simulation runs. */
export async function policyRoad(service: Service): Promise<Record<string, string>> {
  const past = await aDraft(service)
  const simulation = (await started(service, past.id)).ok
  await advance(service, { casesInPage: 20 })
  await publish(service.as('commissioner-officer'), past.id, '2028-04-01')
  const draft = await aDraft(service, { signatures: ['person'] })
  await started(service, draft.id)
  await advance(service, { casesInPage: 1, closing: closingAfter(1) })
  const schemeCouncilId = await enrolledCouncil(service, 'west-sussex-pooled')
  return { schemeCouncilId, schemeDraftId: draft.id, simulationId: simulation.id, schemeVersion: '1' }
}

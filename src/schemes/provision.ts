import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { insertMachineClient, isClientKnown } from '../machine-clients/repository.ts'
import type { MachineClient } from '../machine-clients/schemas.ts'
import { findOrganisationByCode, insertOrganisation } from '../organisations/repository.ts'
import type { Organisation } from '../organisations/schemas.ts'
import { record } from '../platform/audit/audit.ts'
import type { DatabaseAccess, Tx } from '../platform/database/database.ts'
import { newId } from '../platform/work/new-id.ts'
import { readRules } from '../rules/scheme/rules-format.ts'
import { type NewTraining, provisionStaff } from '../staff/provision-staff.ts'
import type { SchemePreset } from './preset.ts'
import { provisionCouncil } from './provision-councils.ts'

/** A commissioner, and what must be there before its first person comes. */
export interface Provision {
  readonly commissioner: { readonly code: string; readonly name: string }
  readonly organisations?: readonly Pick<Organisation, 'code' | 'name' | 'kind'>[]
  /** Staff with all their accounts, by the code of their organisation; null: the commissioner's own. */
  readonly staff?: readonly {
    readonly organisation: string | null
    readonly name: string
    readonly accounts: readonly string[]
    /** Whether they work as a peer. */
    readonly peer?: boolean
    readonly training?: readonly NewTraining[]
  }[]
  readonly machineClients?: readonly ProvisionedClient[]
  readonly schemes: readonly SchemePreset[]
  /** Councils that take part in each scheme in which one pays or has a seat, by their codes. */
  readonly councils?: readonly string[]
}

type ProvisionedClient = Pick<MachineClient, 'clientId' | 'name' | 'scopes'> & {
  /** The code of its organisation; of the commissioner itself where there is none. */
  readonly organisation?: string | undefined
  readonly origins?: readonly string[]
}

/** A version that was published is in force for cases; it is never changed behind their back. */
export class PublishedError extends Error {
  override name = 'PublishedError'
}

const provisioner = 'provision'

/**
 * Registers commissioners with their organisations and publishes their schemes, and says what it did: what is of one commissioner in one
 * transaction, in the scope of that tenant. What is there already stays as it is, so it may run at every start. Needs the role that owns the
 * tables, who is held to row-level security as well.
 */
export async function provision(owner: DatabaseAccess, provisions: readonly Provision[], now: Date): Promise<string[]> {
  const done: string[] = []
  for (const each of provisions) {
    const { commissionerId, isNew } = await alone(owner, '', (tx) => registerCommissioner(tx, each.commissioner))
    if (isNew) done.push(`commissioner ${each.commissioner.code} registered`)
    done.push(...(await alone(owner, commissionerId, (tx) => provisionOne(tx, commissionerId, each, now))))
  }
  return done
}

/** One transaction in which nobody else provisions. */
function alone<T>(owner: DatabaseAccess, commissionerId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return owner.write({ commissionerId, actorId: provisioner }, async (tx) => {
    await sql`select pg_advisory_xact_lock(4801726)`.execute(tx)
    return work(tx)
  })
}

async function registerCommissioner(tx: Tx, { code, name }: Provision['commissioner']) {
  const known = await tx
    .selectFrom('commissioner')
    .select('commissioner_id')
    .where('code', '=', code)
    .executeTakeFirst()
  const commissionerId = known?.commissioner_id ?? newId()
  if (!known) await tx.insertInto('commissioner').values({ commissioner_id: commissionerId, code, name }).execute()
  return { commissionerId, isNew: !known }
}

async function provisionOne(
  tx: Tx,
  commissionerId: string,
  { commissioner: { code }, organisations = [], staff = [], machineClients = [], schemes, councils = [] }: Provision,
  now: Date,
) {
  const done: string[] = []
  for (const organisation of organisations) {
    if (await registerMissing(tx, commissionerId, organisation, now))
      done.push(`organisation ${organisation.code} registered with ${code}`)
  }
  for (const member of staff) {
    if (await provisionStaff(tx, commissionerId, member, now)) done.push(`${member.name} registered with ${code}`)
  }
  for (const client of machineClients) {
    if (await registerMissingClient(tx, commissionerId, client, now))
      done.push(`machine client ${client.clientId} registered with ${code}`)
  }
  for (const preset of schemes) {
    const { schemeId, versions } = await publish(tx, commissionerId, preset, now)
    for (const version of versions) done.push(`scheme ${preset.code} version ${version} published with ${code}`)
    for (const council of councils) {
      if (await provisionCouncil(tx, provisionerAt(commissionerId), { code: council, schemeId, preset }, now))
        done.push(`council ${council} enrolled in ${preset.code} with ${code}`)
    }
  }
  return done
}

async function registerMissing(
  tx: Tx,
  commissionerId: string,
  organisation: Pick<Organisation, 'code' | 'name' | 'kind'>,
  now: Date,
): Promise<boolean> {
  const { code, kind } = organisation
  const known = await tx
    .selectFrom('organisation')
    .select('organisation_id')
    .where('commissioner_id', '=', commissionerId)
    .where('code', '=', code)
    .executeTakeFirst()
  if (known) return false
  const id = newId()
  const registered = { id, ...organisation, address: null, registeredAt: now.toISOString(), endedAt: null }
  await insertOrganisation(tx, commissionerId, registered)
  await record(tx, provisionerAt(commissionerId), {
    type: 'organisation.registered',
    subjectId: id,
    caseId: null,
    at: now,
    facts: { code, kind },
  })
  return true
}

async function registerMissingClient(
  tx: Tx,
  commissionerId: string,
  { organisation: code, origins = [], ...client }: ProvisionedClient,
  now: Date,
): Promise<boolean> {
  if (await isClientKnown(tx, commissionerId, client.clientId)) return false
  const organisation = code === undefined ? null : await findOrganisationByCode(tx, commissionerId, code)
  if (organisation === undefined)
    throw new Error(`Machine client ${client.clientId}: no organisation ${code} takes part with the commissioner`)
  const id = newId()
  const at = now.toISOString()
  const registered = { organisationId: organisation?.id ?? null, registeredAt: at, confirmedAt: at, endedAt: null }
  // Whoever owns the database vouches for the system.
  const kept = { id, ...client, ...registered, origins: [...origins] }
  await insertMachineClient(tx, commissionerId, kept, provisioner, provisioner)
  await record(tx, provisionerAt(commissionerId), {
    type: 'machine-client.registered',
    subjectId: id,
    caseId: null,
    at: now,
    facts: {
      clientId: client.clientId,
      organisationId: registered.organisationId,
      scopes: [...client.scopes],
    },
  })
  return true
}

/** Publishes the versions of the preset that are not published yet, and gives their numbers and the scheme. */
async function publish(
  tx: Tx,
  commissionerId: string,
  preset: SchemePreset,
  now: Date,
): Promise<{ readonly schemeId: string; readonly versions: readonly number[] }> {
  const { code, title } = preset
  const known = await tx
    .selectFrom('scheme')
    .select('scheme_id')
    .where('commissioner_id', '=', commissionerId)
    .where('code', '=', code)
    .executeTakeFirst()
  const schemeId = known?.scheme_id ?? newId()
  if (!known) {
    await tx
      .insertInto('scheme')
      .values({ commissioner_id: commissionerId, scheme_id: schemeId, code, title })
      .execute()
  }
  const published = await tx
    .selectFrom('scheme_version')
    .select(['version', 'starts_on', 'rules'])
    .where('commissioner_id', '=', commissionerId)
    .where('scheme_id', '=', schemeId)
    .orderBy('version')
    .execute()
  let { version, starts_on: startsOn } = published.at(-1) ?? { version: 0, starts_on: '' }
  const numbers: number[] = []
  for (const draft of preset.versions) {
    const same = published.find((row) => row.starts_on === draft.startsOn)
    if (same && isDeepStrictEqual(readRules(same.rules), draft.rules)) continue
    if (same)
      throw new PublishedError(
        `Scheme ${code}: the rules that start on ${draft.startsOn} were published as version ${same.version} and cannot change. Give the changed rules a later startsOn`,
      )
    if (draft.startsOn <= startsOn)
      throw new PublishedError(
        `Scheme ${code}: rules that start on ${draft.startsOn} would lie before version ${version}, which starts on ${startsOn}`,
      )
    version += 1
    startsOn = draft.startsOn
    await tx
      .insertInto('scheme_version')
      .values({
        commissioner_id: commissionerId,
        scheme_id: schemeId,
        version,
        starts_on: startsOn,
        rules: JSON.stringify(draft.rules),
        published_at: now,
      })
      .execute()
    await record(tx, provisionerAt(commissionerId), {
      type: 'scheme.published',
      subjectId: schemeId,
      caseId: null,
      at: now,
      facts: { code, version, startsOn },
    })
    numbers.push(version)
  }
  return { schemeId, versions: numbers }
}

const provisionerAt = (commissionerId: string) => ({ actorId: provisioner, commissionerId, organisationId: null })

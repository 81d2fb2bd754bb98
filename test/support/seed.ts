import { readFile } from 'node:fs/promises'
import type pg from 'pg'
import { machineScopes } from '../../src/machine-scopes.ts'
import { roles } from '../../src/permissions.ts'
import { organisationOf } from './actors.ts'

/** One commissioner and those who take part, with identifiers that tests can name. */
export interface Tenant {
  readonly commissioner: string
  readonly commissionerId: string
  readonly trustId: string
  /** A trust that has no case of the seed's. */
  readonly otherTrustId: string
  readonly brokerageId: string
  readonly councilId: string
  readonly practiceId: string
  readonly providerId: string
  /** The commissioner's own system. */
  readonly machineClientId: string
  /** The Merseyside scheme, which the pathway runs under unless a test says otherwise. */
  readonly schemeId: string
  /** Every preset. */
  readonly schemes: Readonly<Record<SchemeCode, string>>
}

/** The presets of data/schemes, each with the last digit of its identifier. */
const schemeDigits = {
  'merseyside-one-off': '4',
  'lambeth-integrated': '5',
  'west-sussex-pooled': '6',
  'south-kent-coast': '7',
  northamptonshire: '8',
  'local-pilot-historic': '9',
  'kent-peer-brokerage': 'a',
  'section-117': 'b',
} as const
export type SchemeCode = keyof typeof schemeDigits
export const schemeCodes = Object.keys(schemeDigits) as SchemeCode[]

function tenant(commissioner: string, digit: string): Tenant {
  const id = (last: string) => `019ab3f0-0000-7000-8000-${digit}0000000000${last}`
  const schemes = Object.fromEntries(
    Object.entries(schemeDigits).map(([code, last]) => [code, id(last)]),
  ) as Tenant['schemes']
  return {
    commissioner,
    commissionerId: id('1'),
    trustId: id('2'),
    otherTrustId: id('0'),
    brokerageId: id('3'),
    councilId: id('c'),
    practiceId: id('1').replace('-8000-', '-8001-'),
    providerId: id('2').replace('-8000-', '-8001-'),
    machineClientId: id('d'),
    schemeId: id('4'),
    schemes,
  }
}

/** Two tenants alike, so that whatever is seen across them is a leak and not a difference of data. */
export const tenants = { QYG: tenant('QYG', 'a'), QOP: tenant('QOP', 'b') } as const
export type TenantCode = keyof typeof tenants

interface Preset {
  code: SchemeCode
  title: string
  versions: { startsOn: string; rules: unknown }[]
}

const presetOf = async (code: SchemeCode) =>
  JSON.parse(await readFile(new URL(`../../data/schemes/${code}.json`, import.meta.url), 'utf8')) as Preset
const seededAt = '2026-01-05T09:00:00Z'

export async function seed(client: pg.Client): Promise<void> {
  const presets = await Promise.all(schemeCodes.map(presetOf))
  for (const tenant of Object.values(tenants)) {
    const {
      commissioner,
      commissionerId,
      trustId,
      otherTrustId,
      brokerageId,
      councilId,
      practiceId,
      providerId,
      schemes,
    } = tenant
    await client.query('insert into commissioner values ($1, $2, $3)', [commissionerId, commissioner, commissioner])
    await client.query(
      `insert into organisation (commissioner_id, organisation_id, code, name, kind, registered_at) values
        ($1, $2, 'RW4', 'Mersey Mental Health NHS Trust', 'trust', $5),
        ($1, $3, 'BRK1', 'Wirral Independent Brokers', 'brokerage-organisation', $5),
        ($1, $4, 'LA1', 'Wirral Council', 'local-authority', $5),
        ($1, $6, 'RW5', 'Dee Mental Health NHS Trust', 'trust', $5),
        ($1, $7, 'G82117', 'Channel View Surgery', 'gp-practice', $5),
        ($1, $8, 'PRV1', 'Riverside Support', 'provider', $5)`,
      [commissionerId, trustId, brokerageId, councilId, seededAt, otherTrustId, practiceId, providerId],
    )
    await register(client, commissionerId, commissioner)
    await registerSystems(client, tenant)
    for (const preset of presets) await publish(client, commissionerId, schemes[preset.code], preset)
  }
}

/** The officer who confirms who people are, and has nothing else to do with them. */
export const whoConfirms = 'who-confirms-identity'

/** Has a broker what the schemes of the seeds ask for, from a training without an end. Takes how the member is found. */
export const trainedIn = (
  member: string,
) => `insert into broker_qualification (commissioner_id, broker_qualification_id, staff_member_id, course,
    awarding_body, awarded_on, seen_by, seen_at)
  select s.commissioner_id, md5(s.staff_member_id || course)::uuid, s.staff_member_id, course, 'As the scheme says', '2014-04-01', 'provision', s.registered_at
  from staff_member s, unnest(array['support-planning', 'recovery-support-planning', 'peer-brokerage']) as course
  where s.staff_member_id = ${member} on conflict do nothing`

/** Those whom tests call by their role alone, and who confirms identities, with the account that they sign in by; brokers as peers, whom each scheme takes. */
async function register(client: pg.Client, commissionerId: string, commissioner: string): Promise<void> {
  const working = roles.filter((role) => !['person', 'representative', 'advocate'].includes(role))
  const known = [
    ...working.map((role) => [`the-${role}`, organisationOf[role]] as const),
    [whoConfirms, undefined] as const,
  ]
  for (const [account, organisation] of known) {
    await client.query(
      `with member as (insert into staff_member (commissioner_id, staff_member_id, organisation_id, is_peer, registered_by, registered_at)
          select $1, md5($2 || ' ' || $3)::uuid, (select organisation_id from organisation where commissioner_id = $1 and code = $4),
            coalesce($4 = 'BRK1', false), 'provision', $5 returning commissioner_id, staff_member_id, registered_at)
        insert into staff_identity (commissioner_id, actor_id, staff_member_id, added_by, added_at, confirmed_by, confirmed_at)
          select commissioner_id, $3, staff_member_id, 'provision', registered_at, 'provision', registered_at from member`,
      [commissionerId, commissioner, account, organisation ?? null, seededAt],
    )
    if (organisation === 'BRK1') await client.query(trainedIn(`md5($1 || ' ' || $2)::uuid`), [commissioner, account])
  }
}

/** Organisations of the seed with a system of their own: `the-machine-of-RW4`. */
export type SeededSystem = 'RW4' | 'BRK1' | 'PRV1'

async function registerSystems(client: pg.Client, tenant: Tenant): Promise<void> {
  const { commissionerId, trustId, brokerageId, providerId, machineClientId } = tenant
  const systems = [
    [machineClientId, 'the-machine', null],
    [machineClientId.replace(/.$/, 'e'), 'the-machine-of-RW4', trustId],
    [machineClientId.replace(/.$/, 'f'), 'the-machine-of-BRK1', brokerageId],
    [machineClientId.replace(/.$/, 'b'), 'the-machine-of-PRV1', providerId],
  ]
  for (const [id, clientId, organisationId] of systems)
    await client.query(
      `insert into machine_client (commissioner_id, machine_client_id, client_id, organisation_id, name, scopes, registered_by, registered_at, confirmed_by, confirmed_at)
        values ($1, $2, $3, $4, $3, $5, 'the-commissioner-officer', $6, 'seed', $6)`,
      [commissionerId, id, clientId, organisationId, machineScopes, seededAt],
    )
}

async function publish(client: pg.Client, commissionerId: string, schemeId: string, preset: Preset): Promise<void> {
  const { code, title, versions } = preset
  await client.query('insert into scheme (commissioner_id, scheme_id, code, title) values ($1, $2, $3, $4)', [
    commissionerId,
    schemeId,
    code,
    title,
  ])
  for (const [index, { startsOn, rules }] of versions.entries()) {
    await client.query(
      `insert into scheme_version (commissioner_id, scheme_id, version, starts_on, rules, published_at)
        values ($1, $2, $3, $4, $5, $6)`,
      [commissionerId, schemeId, index + 1, startsOn, JSON.stringify(rules), seededAt],
    )
  }
}

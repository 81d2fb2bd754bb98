import { readFile } from 'node:fs/promises'
import type pg from 'pg'

/** One commissioner and those who take part, with identifiers that tests can name. */
export interface Tenant {
  readonly commissioner: string
  readonly commissionerId: string
  readonly trustId: string
  readonly brokerageId: string
  readonly schemeId: string
}

function tenant(commissioner: string, digit: string): Tenant {
  const id = (last: string) => `019ab3f0-0000-7000-8000-${digit}0000000000${last}`
  return { commissioner, commissionerId: id('1'), trustId: id('2'), brokerageId: id('3'), schemeId: id('4') }
}

/** Two tenants alike, so that whatever is seen across them is a leak and not a difference of data. */
export const tenants = { QYG: tenant('QYG', 'a'), QOP: tenant('QOP', 'b') } as const
export type TenantCode = keyof typeof tenants

interface Preset {
  code: string
  title: string
  versions: { startsOn: string; rules: unknown }[]
}

const presetUrl = new URL('../../data/schemes/merseyside-one-off.json', import.meta.url)
const seededAt = '2026-01-05T09:00:00Z'

export async function seed(client: pg.Client): Promise<void> {
  const preset = JSON.parse(await readFile(presetUrl, 'utf8')) as Preset
  for (const { commissioner, commissionerId, trustId, brokerageId, schemeId } of Object.values(tenants)) {
    await client.query('insert into commissioner values ($1, $2, $3)', [commissionerId, commissioner, commissioner])
    await client.query(
      `insert into organisation (commissioner_id, organisation_id, code, name, kind, registered_at) values
        ($1, $2, 'RW4', 'Mersey Mental Health NHS Trust', 'trust', $4),
        ($1, $3, 'BRK1', 'Wirral Independent Brokers', 'brokerage-organisation', $4)`,
      [commissionerId, trustId, brokerageId, seededAt],
    )
    await client.query('insert into scheme (commissioner_id, scheme_id, code, title) values ($1, $2, $3, $4)', [
      commissionerId,
      schemeId,
      preset.code,
      preset.title,
    ])
    for (const [index, { startsOn, rules }] of preset.versions.entries()) {
      await client.query(
        `insert into scheme_version (commissioner_id, scheme_id, version, starts_on, rules, published_at)
          values ($1, $2, $3, $4, $5, $6)`,
        [commissionerId, schemeId, index + 1, startsOn, JSON.stringify(rules), seededAt],
      )
    }
  }
}

import { randomUUID } from 'node:crypto'
import type { BulkImport, BulkImportLine, ImportKind } from '../../src/bulk-imports/schemas.ts'
import { anNhsNumber, aPerson } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import type { Service } from '../support/service.ts'
import { doOnce } from '../support/sweep.ts'

export const system = 'https://record.trust.example/id/import'
export const known = (value: string = randomUUID()) => ({ system, value })
export const aPersonLine = (more: object = {}) => ({
  identifier: known(),
  ...aPerson({ nhsNumber: anNhsNumber() }),
  ...more,
})
export const toNdjson = (lines: readonly unknown[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join('')

interface Sending {
  readonly kind?: ImportKind
  readonly dryRun?: boolean
  readonly type?: string
}
export const send = (
  client: Client,
  raw: string | Buffer,
  { kind = 'people', dryRun, type = 'application/x-ndjson' }: Sending = {},
) =>
  client.post<BulkImport>(
    `/v1/bulk-imports?kind=${kind}${dryRun === undefined ? '' : `&dryRun=${dryRun}`}`,
    undefined,
    {
      raw,
      headers: { 'content-type': type },
    },
  )

export async function linesOf(client: Client, id: string, query = ''): Promise<BulkImportLine[]> {
  const lines: BulkImportLine[] = []
  for (let cursor = ''; ; ) {
    const path = `/v1/bulk-imports/${id}/lines?limit=100${query}${cursor && `&cursor=${cursor}`}`
    const page = (await client.get<{ items: BulkImportLine[]; nextCursor: string | null }>(path)).ok
    lines.push(...page.items)
    if (page.nextCursor === null) return lines
    cursor = page.nextCursor
  }
}

/** Sends a file, lets the service do it, and gives the import with what became of each line. */
export async function brought(service: Service, client: Client, raw: string | Buffer, how: Sending = {}) {
  const { id } = (await send(client, raw, how)).ok
  await doOnce(service, 'bulk-imports')
  return { ...(await client.get<BulkImport>(`/v1/bulk-imports/${id}`)).ok, lines: await linesOf(client, id) }
}

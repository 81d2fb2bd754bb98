import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Test } from 'tap'
import { openSandbox } from '../../dev/sandbox/open-sandbox.ts'
import type { ScenarioList } from '../../dev/sandbox/sandbox-document.ts'
import { clientCredentials, createClient, type Operations } from '../../sdk/typescript/src/index.ts'
import { createApp } from '../../src/app.ts'
import { tenantFinder } from '../../src/machine-clients/find-tenant.ts'
import { newSealKey, sealKeysOf } from '../../src/platform/audit/seal-keys.ts'
import { DatabaseAccess } from '../../src/platform/database/database.ts'
import { diskStore } from '../../src/platform/documents/disk-store.ts'
import { CompiledSchemas } from '../../src/platform/http/compiled-schemas.ts'
import { createLog } from '../../src/platform/http/log.ts'
import { fieldKeysOf, newFieldKey } from '../../src/platform/secrets/field-keys.ts'
import { systemClock } from '../../src/platform/work/clock.ts'
import { openDatabase, type TestDatabase } from './database.ts'

/** The service as a sandbox, in this process: what `npm start` puts together, and nothing between requests. */
export interface TestSandbox {
  readonly app: FastifyInstance
  readonly url: string
  readonly database: TestDatabase
  readonly logLines: readonly string[]
  /** A client of the package, which asks for its tokens by client credentials. */
  as(clientId: string): Operations
  tokenOf(clientId: string): Promise<string>
  /** One request to the sandbox itself, with a token of this client. */
  ask<Body>(clientId: string, method: string, path: string, body?: object): Promise<{ status: number; body: Body }>
  /** Who stands where, once all do. */
  scenarios(): Promise<ScenarioList['items']>
}

/** With the people of these scenarios, and without any where none is named. */
export async function startSandbox(t: Test, people: readonly string[] = []): Promise<TestSandbox> {
  const database = await openDatabase(t)
  const sandbox = await openSandbox({ folder: t.testdir(), origin: 'http://127.0.0.1:0', people })
  await sandbox.load({ url: database.ownerUrl, pooler: 'none' })
  const access = new DatabaseAccess({ url: database.serviceUrl, poolSize: 8, now: sandbox.now })
  const logLines: string[] = []
  const app = await createApp({
    database: access,
    sealKeys: sealKeysOf(newSealKey()),
    fieldKeys: fieldKeysOf(newFieldKey()),
    documentStore: diskStore(t.testdir({ documents: {} })),
    access: {
      keys: sandbox.keys,
      issuer: sandbox.issuer,
      audience: sandbox.audience,
      now: systemClock,
      findTenant: tenantFinder(access),
    },
    now: sandbox.now,
    log: createLog('warn', { write: (line: string) => void logLines.push(line) }),
    trustProxy: false,
    rateLimitPerMinute: 1_000_000,
    mostDelayMilliseconds: 0,
    compiled: new CompiledSchemas({ ahead: false }),
    sandbox: sandbox.routes,
  })
  t.teardown(async () => {
    await app.close()
    await access.close()
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const sourceOf = (clientId: string) =>
    clientCredentials({ tokenUrl: `${url}/sandbox/oauth2/token`, clientId, clientSecret: `${clientId}-secret` })
  const tokenOf = async (clientId: string) => (await sourceOf(clientId)()).token
  const ask = async <Body>(clientId: string, method: string, path: string, body?: object) => {
    const response = await fetch(`${url}/sandbox${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await tokenOf(clientId)}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: (await response.json()) as Body }
  }
  return {
    app,
    url,
    database,
    logLines,
    as: (clientId) => createClient({ baseUrl: url, token: sourceOf(clientId) }),
    tokenOf,
    ask,
    async scenarios() {
      for (;;) {
        const { body } = await ask<ScenarioList>('sandbox-auditor', 'GET', '/scenarios')
        if (body.ready) return body.items
        if (body.failed.length > 0) throw new Error(`not made: ${body.failed.join(', ')}\n${logLines.join('\n')}`)
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    },
  }
}

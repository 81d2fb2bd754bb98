import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createRemoteJWKSet } from 'jose'
import { createApp } from './app.ts'
import type { Config } from './config.ts'
import { tenantFinder } from './machine-clients/find-tenant.ts'
import { transportsFrom } from './notifications/open-transports.ts'
import { readSealKeys } from './platform/audit/seal-keys.ts'
import type { SealKeys } from './platform/audit/seals.ts'
import { DatabaseAccess } from './platform/database/database.ts'
import type { Pooler } from './platform/database/pooler.ts'
import { rightsTooWide, timeoutsMissing } from './platform/database/role-check.ts'
import { clamd } from './platform/documents/clamd.ts'
import { diskStore } from './platform/documents/disk-store.ts'
import { s3Store } from './platform/documents/s3-store.ts'
import type { DocumentStore } from './platform/documents/store.ts'
import { createLog, faultOf } from './platform/http/log.ts'
import { type FieldKeys, readFieldKeys } from './platform/secrets/field-keys.ts'
import { systemClock } from './platform/work/clock.ts'
import { loadSandbox } from './sandbox.ts'
import { migrate, missingMigrations } from './tools/migrations.ts'

/** The service cannot start here; the message says what to do. */
export class StartError extends Error {
  override name = 'StartError'
}

export interface StartOptions {
  /** Where the sandbox keeps its database and its key. */
  readonly folder: string
  /** Empties the sandbox's database first. */
  readonly fresh: boolean
  /** The sandbox has no people in it. */
  readonly bare?: boolean
}

export interface Running {
  readonly url: string
  readonly dataFolder: string | undefined
  readonly log: ReturnType<typeof createLog>
  close(): Promise<void>
}

/** Database, migrations, sandbox data, service: in this order, each taken down again where the next fails. */
export async function start(config: Config, options: StartOptions): Promise<Running> {
  const log = createLog(config.logLevel)
  const undo: (() => Promise<void>)[] = []
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    const { url, ownerUrl, pooler, dataFolder, stop } = await openDatabase(config, options)
    undo.push(stop)
    const sandbox = await openSandboxTokens(config, options)
    const now = sandbox?.now ?? systemClock
    const access = (poolSize: number) =>
      new DatabaseAccess({
        now,
        url,
        pooler,
        poolSize,
        onIdleError: (error) => log.warn(faultOf(error), 'a connection was cut'),
      })
    const database = access(config.poolSize)
    undo.push(() => database.close())
    try {
      if (ownerUrl) await migrate(ownerUrl, { tell: (sentence) => log.warn(sentence) })
      await checkSchema(access(1))
      await checkRole(database)
      if (sandbox && ownerUrl) for (const line of await sandbox.load({ url: ownerUrl, pooler })) log.info(line)
    } catch (error) {
      // What is published never changes: rules of a sandbox that an earlier version of the code came with may stand in the way.
      if (dataFolder === undefined || options.fresh) throw error
      throw new StartError(
        `The data in ${dataFolder} is not what this version expects: ${(error as Error).message}\n\`npm start -- --fresh\` begins again`,
      )
    }

    if (pooler !== 'none') {
      const missing = await timeoutsMissing(database)
      if (missing.length > 0) log.warn(`Behind a pooler the role has to have the time-outs: ${missing.join('; ')}`)
    }
    const [tokens, sealKeys, fieldKeys] = await Promise.all([
      sandbox ?? openIssuer(config),
      openSealKeys(config, options),
      openFieldKeys(config, options),
    ])
    const app = await createApp({
      database,
      access: {
        keys: tokens.keys,
        issuer: tokens.issuer,
        audience: tokens.audience,
        now: systemClock,
        findTenant: tenantFinder(database),
        verifiedNumber: config.verifiedNumber,
      },
      now,
      log,
      sealKeys,
      fieldKeys,
      transports: transportsFrom(config.messages, config.production),
      documentStore: openDocuments(config, options),
      scanner: config.scannerUrl ? clamd(config.scannerUrl) : undefined,
      securityContact: config.securityContact,
      trustProxy: config.trustProxy,
      rateLimitPerMinute: config.rateLimitPerMinute,
      background: true,
      contract: fileURLToPath(new URL('../openapi/openapi.json', import.meta.url)),
      sandbox: sandbox?.routes,
    })
    undo.push(() => app.close())
    await app.listen({ host: config.host, port: config.port })
    const address = app.server.address()
    const port = typeof address === 'object' && address ? address.port : config.port
    return { url: originOf(config.host, port), dataFolder, log, close }
  } catch (error) {
    await close().catch(() => {})
    throw explained(error, config)
  }
}

const poolerSettings =
  'set DATABASE_POOLER=transaction, or DATABASE_POOLER=transaction-prepared where it is pgbouncer 1.21 or later with max_prepared_statements above 0'

/** The faults that a start meets most often, in words. */
function explained(error: unknown, config: Config): unknown {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') return new StartError(`Port ${config.port} is taken: stop what listens there, or set PORT`)
  if (!config.databaseUrl || !code) return error
  if (code.startsWith('08') && message.includes('startup parameter'))
    return new StartError(`A pooler stands before PostgreSQL and refuses time-outs (${message}): ${poolerSettings}`)
  if (['26000', '42P05'].includes(code))
    return new StartError(
      `A pooler stands before PostgreSQL and does not keep account of prepared statements (${message}): ${poolerSettings}`,
    )
  if (/^(ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|08|28|3D|57P)/.test(code))
    return new StartError(
      `PostgreSQL, or the pooler before it, does not let the service in, at DATABASE_URL or MIGRATION_DATABASE_URL: ${message}`,
    )
  return error
}

async function openDatabase(config: Config, { folder, fresh }: StartOptions) {
  if (config.databaseUrl) {
    if (fresh)
      throw new StartError('--fresh empties the embedded database only: unset DATABASE_URL, or leave --fresh out')
    return {
      url: config.databaseUrl,
      ownerUrl: config.migrationUrl,
      pooler: config.pooler,
      dataFolder: undefined,
      stop: async () => {},
    }
  }
  const { openSandboxDatabase } = await loadSandbox()
  const { appUrl, ownerUrl, home, stop } = await openSandboxDatabase(folder, fresh)
  const pooler: Pooler = 'none'
  return { url: appUrl, ownerUrl, pooler, dataFolder: home, stop }
}

/** Looks over a connection that is closed again: what it leaves behind in a pooler is met by the next. */
async function checkSchema(database: DatabaseAccess): Promise<void> {
  const missing = await missingMigrations(database).finally(() => database.close())
  if (missing.length > 0)
    throw new StartError(
      `The database is not the one this version expects. Missing or different: ${missing.join(', ')}.\nSet MIGRATION_DATABASE_URL to the role that owns the tables, and start again`,
    )
}

async function checkRole(database: DatabaseAccess): Promise<void> {
  const faults = await rightsTooWide(database)
  if (faults.length > 0)
    throw new StartError(
      `Row-level security would be void: ${faults.join('; ')}.\nConnect with DATABASE_URL as a role that has only what recovery_budgets_app has`,
    )
}

async function openSandboxTokens(config: Config, { folder, bare }: StartOptions) {
  if (config.issuer !== 'sandbox') return undefined
  const { openSandbox } = await loadSandbox()
  return openSandbox({ folder, origin: originOf(config.host, config.port), ...(bare ? { people: [] } : {}) })
}

function openIssuer(config: Config) {
  if (config.issuer === 'sandbox') throw new Error('the sandbox has an issuer of its own')
  const { issuer, audience, jwksUrl } = config.issuer
  const keys = createRemoteJWKSet(new URL(jwksUrl), { timeoutDuration: 3_000, cooldownDuration: 10_000 })
  return { issuer, audience, keys }
}

function openDocuments({ documents }: Config, { folder }: StartOptions): DocumentStore {
  if (documents === 'usual') return diskStore(join(folder, 'documents'))
  return 'folder' in documents ? diskStore(documents.folder) : s3Store(documents)
}

async function openSealKeys({ sealKeys }: Config, { folder }: StartOptions): Promise<SealKeys> {
  if (sealKeys !== 'sandbox') return readSealKeys(sealKeys)
  const { sandboxSealKeys } = await loadSandbox()
  return sandboxSealKeys(folder)
}

async function openFieldKeys({ bankDetailsKeysFile }: Config, { folder }: StartOptions): Promise<FieldKeys> {
  if (bankDetailsKeysFile !== 'sandbox') return readFieldKeys(bankDetailsKeysFile)
  const { sandboxFieldKeys } = await loadSandbox()
  return sandboxFieldKeys(folder)
}

/** An address that a client on this machine can use. */
function originOf(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}

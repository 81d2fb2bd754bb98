import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { createRemoteJWKSet } from 'jose'
import type { Test } from 'tap'
import { createApp } from '../../src/app.ts'
import { tenantFinder } from '../../src/machine-clients/find-tenant.ts'
import type { Transports } from '../../src/notifications/transports.ts'
import { newSealKey, sealKeysOf } from '../../src/platform/audit/seal-keys.ts'
import { type Sealing, sealAll } from '../../src/platform/audit/sealing.ts'
import { DatabaseAccess } from '../../src/platform/database/database.ts'
import { diskStore } from '../../src/platform/documents/disk-store.ts'
import { Documents } from '../../src/platform/documents/documents.ts'
import type { Scanner } from '../../src/platform/documents/scanner.ts'
import { CompiledSchemas } from '../../src/platform/http/compiled-schemas.ts'
import { createLog } from '../../src/platform/http/log.ts'
import { fieldKeysOf } from '../../src/platform/secrets/field-keys.ts'
import { londonDate } from '../../src/shared/dates.ts'
import type { PageWords } from '../../src/words/pages/page-words.ts'
import { type Actor, actorOf, type Who } from './actors.ts'
import { Client } from './client.ts'
import { Contract } from './contract.ts'
import { openDatabase, type TestDatabase } from './database.ts'
import { Evidence } from './evidence.ts'
import { type Issuer, startIssuer } from './issuer.ts'
import { type Line, lineTo } from './line.ts'
import { madeOnce } from './made-once.ts'
import { poolerBefore } from './pooler.ts'
import { staffRegister } from './staff.ts'

/** Tuesday, 24 November 2026, 09:30 in England. */
export const defaultNow = '2026-11-24T09:30:00Z'
const tokenLifeSeconds = 3600

/** A clock that stands until a test moves it. */
export interface FrozenClock {
  now(): Date
  /** The date in England. */
  today(): string
  set(instant: string): void
  advance(by: { days?: number; hours?: number; minutes?: number; seconds?: number }): void
}

export interface Service {
  readonly app: FastifyInstance
  readonly baseUrl: string
  readonly clock: FrozenClock
  readonly database: TestDatabase
  readonly access: DatabaseAccess
  readonly issuer: Issuer
  readonly contract: Contract
  readonly evidence: Evidence
  /** One line a request and whatever else the service logs. */
  readonly logLines: readonly string[]
  readonly line: Line | undefined
  /** What the audit is sealed with. */
  readonly sealing: Sealing
  /** Where files are kept. */
  readonly documentsFolder: string
  readonly documents: Documents
  /** Gives everything that has happened its place in the chain, as the work between requests does. */
  seal(): Promise<number>
  /** Somebody who signs in: a role's usual holder, the machine, or an actor of the test's own. */
  as(who: Who): Client
  /** Somebody with a token of the test's own making, or with none. */
  withToken(token: string | undefined, actor?: Actor): Client
  /** A token as the issuer gives it to this actor now. */
  tokenFor(who: Who, claims?: Record<string, unknown>): Promise<string>
}

export interface ServiceOptions {
  readonly now?: string
  readonly poolSize?: number
  readonly rateLimitPerMinute?: number
  /** How far behind the event loop may be before work is refused; left out: however far. */
  readonly mostDelayMilliseconds?: number
  /** The service reaches PostgreSQL over a line that the test can cut. */
  readonly line?: boolean
  /** The service reaches PostgreSQL through a pooler that has so many connections to it. */
  readonly poolerSize?: number
  readonly securityContact?: string | undefined
  /** The name of a database to copy, where it is not the template. */
  readonly copyOf?: string
  /** Where files are kept, where it is not a folder of the test's own. */
  readonly documentsFolder?: string
  /** What looks for harm in files; nothing, unless it is said. */
  readonly scanner?: Scanner
  /** Where webhooks may lead: anywhere, as to a receiver of the test's own, unless it says otherwise. */
  readonly webhookTargets?: 'public' | 'any'
  /** What takes messages to people; nothing, unless it is said. */
  readonly transports?: Transports
  /** The words of the pages, where they are not those that there are. */
  readonly pageWords?: readonly PageWords[]
}

/** One for the run: what was sealed in one process of it may be checked in the next. */
const sealKeys = sealKeysOf(await madeOnce('seal-key', newSealKey))
/** The secret that every service of a run seals with: a database that one process toured is read by another. */
export const fieldKeySecret = Buffer.alloc(32, 'for tests only ').toString('base64')
/** One for the process, since every service in it is of the same code. */
let contract: Promise<Contract> | undefined
/** What one service of the process has compiled serves the next; and each asks only a few operations, so it is compiled as it is asked. */
const compiled = new CompiledSchemas({ ahead: false })

/** The real service on a real port, with its own database and issuer, and a clock that stands still. */
export async function startService(t: Test, options: ServiceOptions = {}): Promise<Service> {
  const clock = frozenClock(options.now ?? defaultNow)
  const { copyOf } = options
  const [database, issuer] = await Promise.all([openDatabase(t, copyOf ? { copyOf } : 'watched'), startIssuer(t)])
  const line = options.line ? await lineTo(t, database.serviceUrl) : undefined
  const through = options.poolerSize
    ? await poolerBefore(t, [database.serviceUrl], { size: options.poolerSize })
    : undefined
  const access = new DatabaseAccess({
    url: through?.(database.serviceUrl) ?? line?.url ?? database.serviceUrl,
    pooler: through ? 'transaction' : 'none',
    poolSize: options.poolSize ?? 8,
    now: clock.now,
  })
  const evidence = new Evidence()
  const { documentsFolder = t.testdir() } = options
  const sealing = { database: access, now: clock.now, sealKeys }
  const documentStore = diskStore(documentsFolder)
  const documents = new Documents({ database: access, store: documentStore, now: clock.now, scanner: options.scanner })
  const app = await createApp({
    database: access,
    sealKeys,
    fieldKeys: fieldKeysOf(fieldKeySecret),
    documentStore,
    scanner: options.scanner,
    webhookTargets: options.webhookTargets ?? 'any',
    transports: options.transports,
    ...(options.pageWords && { pageWords: options.pageWords }),
    securityContact: 'securityContact' in options ? options.securityContact : 'mailto:security@example.org',
    access: {
      keys: createRemoteJWKSet(new URL(issuer.jwksUrl), { cooldownDuration: 0, timeoutDuration: 2_000 }),
      issuer: issuer.issuer,
      audience: issuer.audience,
      now: clock.now,
      findTenant: tenantFinder(access),
      verifiedNumber: { claim: 'nhs_number', levelClaim: 'identity_proofing_level', levels: ['P9'] },
    },
    log: createLog('info', { write: (line: string) => void evidence.logLines.push(line) }),
    trustProxy: false,
    rateLimitPerMinute: options.rateLimitPerMinute ?? 1_000_000,
    mostDelayMilliseconds: options.mostDelayMilliseconds ?? 0,
    compiled,
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  contract ??= madeOnce(
    'contract',
    () => JSON.stringify(app.swagger()),
    process.env.RECOVERY_BUDGETS_TEST_CONTRACT,
  ).then((text) => new Contract(JSON.parse(text)))
  const known = await contract
  // Registered last, so run first: the database goes only when nobody uses it any more.
  t.teardown(async () => {
    await app.close()
    await access.close()
    await evidence.settle(database, known)
  })

  const baseUrl = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const at = { baseUrl, contract: known, evidence }
  const seconds = () => Math.floor(clock.now().getTime() / 1000)
  const registered = staffRegister(database)
  const tokenFor = async (who: Who, claims: Record<string, unknown> = {}) => {
    await registered(actorOf(who))
    return issuer.sign({
      iss: issuer.issuer,
      aud: issuer.audience,
      iat: seconds(),
      exp: seconds() + tokenLifeSeconds,
      ...actorOf(who),
      ...claims,
    })
  }
  const as = (who: Who): Client => {
    let token: Promise<string> | undefined
    let until = 0
    const current = () => {
      // A clock that was set back makes the token one of the future: it is asked for again.
      if (!token || seconds() >= until || seconds() < until - tokenLifeSeconds) {
        token = tokenFor(who)
        until = seconds() + tokenLifeSeconds
      }
      return token
    }
    return new Client(at, actorOf(who), current, as)
  }
  return {
    app,
    baseUrl,
    clock,
    database,
    access,
    issuer,
    contract: known,
    evidence,
    logLines: evidence.logLines,
    line,
    sealing,
    documentsFolder,
    documents,
    seal: () => sealAll(sealing),
    as,
    withToken: (token, actor) => new Client(at, actor, async () => token, as),
    tokenFor,
  }
}

function frozenClock(start: string): FrozenClock {
  let at = new Date(start)
  return {
    now: () => at,
    today: () => londonDate(at),
    set(instant) {
      at = new Date(instant)
    },
    advance({ days = 0, hours = 0, minutes = 0, seconds = 0 }) {
      at = new Date(at.getTime() + (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000)
    },
  }
}

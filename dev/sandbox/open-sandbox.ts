import type { FastifyPluginCallback } from 'fastify'
import fp from 'fastify-plugin'
import type { JWTVerifyGetKey } from 'jose'
import type { Pooler } from '../../src/platform/database/pooler.ts'
import type { Platform } from '../../src/platform/http/operation.ts'
import type { Clock } from '../../src/platform/work/clock.ts'
import { TenantClocks } from './clocks.ts'
import { loadSandboxData } from './data.ts'
import { createSandboxIssuer } from './issuer.ts'
import { KeptSandbox } from './kept-sandbox.ts'
import { sandboxDocument } from './sandbox-document.ts'
import { scenarioNames } from './scenarios/catalogue.ts'
import { ScenarioMaker } from './scenarios/make-scenarios.ts'
import { tenantRoutes } from './tenant-routes.ts'
import { Tenants } from './tenants.ts'

/** What the service is given where it runs as a sandbox. Anybody gets a token for anybody in it, so production refuses to start with it. */
export interface Sandbox {
  readonly issuer: string
  readonly audience: string
  /** What tokens are verified against, as they would be against a real issuer's. */
  readonly keys: JWTVerifyGetKey
  /** Each tenant's time, which can be moved. */
  readonly now: Clock
  /** Registers who is in it, and says what it did. Without the role that owns the tables there is no clock to move and nothing to reset. */
  load(way: { readonly url: string; readonly pooler: Pooler }): Promise<string[]>
  readonly routes: FastifyPluginCallback<Platform>
}

interface SandboxOptions {
  /** Where its keys are kept. */
  readonly folder: string
  readonly origin: string
  /** Who is to stand at a station, once it listens: the names of scenarios, and all of them where it is left out. */
  readonly people?: readonly string[]
}

export async function openSandbox({ folder, origin, people = scenarioNames }: SandboxOptions): Promise<Sandbox> {
  const clocks = new TenantClocks()
  const tokens = await createSandboxIssuer(folder, origin)
  let kept: { readonly store: KeptSandbox; readonly provision: () => Promise<unknown> } | undefined

  const routes = fp<Platform>(async (app, { database, now }) => {
    const maker = new ScenarioMaker({ tokenFor: tokens.tokenFor, clocks, log: app.log })
    const tenants = new Tenants({
      platform: { database, now },
      clocks,
      kept: () => kept,
      maker,
      flushLooks: () => app.readLog.flush(),
      people,
      log: app.log,
    })
    // Of all that is asked, since it is for the operations of the service that a walk may be of days ago.
    app.addHook('onRequest', (request, _reply, done) => {
      const ago = maker.agoOf(request)
      if (ago === 0) done()
      else clocks.before(ago, done)
    })
    const document = sandboxDocument()
    await app.register(
      async (own) => {
        // Also of what needs no token: a page asks for its tokens here.
        own.addHook('onRequest', own.tellOrigin)
        own.answerPreflights(own, '/*', 'GET, POST, PUT')
        tokens.routes(own)
        tenantRoutes(own, tenants)
        own.get('/documentation/json', { config: { public: true }, schema: { hide: true } }, async () => document)
      },
      { prefix: '/sandbox' },
    )
    app.addHook('onListen', () => {
      const address = app.server.address()
      if (typeof address !== 'object' || address === null) return
      tenants.begin(`http://${address.family === 'IPv6' ? '[::1]' : '127.0.0.1'}:${address.port}`)
    })
    app.addHook('preClose', () => tenants.close())
  })

  return {
    issuer: tokens.issuer,
    audience: tokens.audience,
    keys: tokens.keys,
    now: clocks.now,
    async load(way) {
      const store = new KeptSandbox(way.url)
      const missing = await store.open().then(
        (ahead) => {
          for (const [commissionerId, milliseconds] of ahead) clocks.set(commissionerId, milliseconds)
        },
        (error: Error & { code?: string }) => {
          if (error.code !== '42501') throw error
          return ['the role that owns the tables may not make a schema: there are no clocks to move, and no reset']
        },
      )
      const provision = () => loadSandboxData(way)
      const done = await provision()
      if (missing) return [...done, ...missing]
      await store.keepTenants()
      kept = { store, provision }
      return done
    },
    routes,
  }
}

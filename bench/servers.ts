import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { installPeer } from './peer.ts'
import { type Served, serve, together } from './processes.ts'

/**
 * Who answers: the service, as one process or two; the service that notes nobody's look; the least that could answer; and a peer.
 */
export const sides = ['ours', 'ours, looks not kept', 'ours, two processes', 'bare', 'PostGraphile'] as const
export type Side = (typeof sides)[number]

export interface Databases {
  /** Where the sandbox's keys are. */
  readonly folder: string
  readonly superuserUrl: string
  readonly serviceUrl: string
  readonly commissionerId: string
}

/** What tokens for the peer are signed with. */
export const peerSecret = randomBytes(32).toString('hex')

/** Starts the sides when they are first asked for. All of them are over the same database. */
export class Servers {
  readonly #databases: Databases
  readonly #started = new Map<Side, Served>()
  /** The first instance of the service issues the tokens, and the others trust it. */
  readonly ours: Served

  private constructor(databases: Databases, ours: Served) {
    this.#databases = databases
    this.ours = ours
    this.#started.set('ours', ours)
  }

  static async start(databases: Databases): Promise<Servers> {
    const ours = await serve(['src/main.ts', '--bare', '--data', databases.folder], {
      ...limits,
      DATABASE_URL: databases.serviceUrl,
      SANDBOX: 'yes',
    })
    return new Servers(databases, ours)
  }

  async of(side: Side): Promise<Served> {
    const known = this.#started.get(side)
    if (known) return known
    const served = await this.#start(side)
    this.#started.set(side, served)
    return served
  }

  /** Stops all but the first instance of the service: what is not measured shall not work beside what is. */
  async stopOthers(): Promise<void> {
    for (const [side, served] of this.#started) {
      if (served === this.ours) continue
      this.#started.delete(side)
      await served.stop()
    }
  }

  async stop(): Promise<void> {
    await this.stopOthers()
    await this.ours.stop()
  }

  async #start(side: Side): Promise<Served> {
    const { superuserUrl, commissionerId } = this.#databases
    switch (side) {
      case 'ours':
        return this.ours
      case 'ours, looks not kept':
        return this.#another(['--import', './bench/keeping-no-looks.ts', 'src/main.ts'])
      case 'ours, two processes':
        return together([await this.#another(['src/main.ts']), await this.#another(['src/main.ts'])])
      case 'bare':
        return serve(['bench/bare.ts'], { BARE_DATABASE_URL: superuserUrl, BARE_COMMISSIONER: commissionerId })
      case 'PostGraphile':
        await installPeer()
        return serve(['bench/peer/serve.mjs'], {
          NODE_ENV: 'production',
          GRAPHILE_ENV: 'production',
          PEER_DATABASE_URL: this.#databases.serviceUrl,
          PEER_SECRET: peerSecret,
        })
    }
  }

  #another(program: readonly string[]): Promise<Served> {
    const [issuer] = this.ours.urls
    return serve(program, {
      ...limits,
      DATABASE_URL: this.#databases.serviceUrl,
      OIDC_ISSUER: `${issuer}/sandbox/issuer`,
      OIDC_JWKS_URL: `${issuer}/sandbox/issuer/jwks.json`,
      OIDC_AUDIENCE: 'recovery-budgets',
      AUDIT_SEAL_KEY_FILE: join(this.#databases.folder, 'audit-seal-key.pem'),
      BANK_DETAILS_KEYS_FILE: join(this.#databases.folder, 'bank-details-keys'),
    })
  }
}

const limits = { RATE_LIMIT_PER_MINUTE: '1000000' }

import { isDeepStrictEqual } from 'node:util'
import type { FastifyBaseLogger } from 'fastify'
import { domainWork } from '../../src/domains.ts'
import { listTenants } from '../../src/platform/database/tenants.ts'
import { Problem } from '../../src/platform/http/errors.ts'
import type { Platform } from '../../src/platform/http/operation.ts'
import type { TenantClocks } from './clocks.ts'
import type { KeptSandbox } from './kept-sandbox.ts'
import type { ScenarioMaker } from './scenarios/make-scenarios.ts'
import type { Scenario } from './scenarios/scenario.ts'

interface Kept {
  readonly store: KeptSandbox
  provision(): Promise<unknown>
}

interface Has {
  readonly platform: Platform
  readonly clocks: TenantClocks
  readonly kept: () => Kept | undefined
  readonly maker: ScenarioMaker
  /** Writes who looked at whom, as far as that waits. */
  readonly flushLooks: () => Promise<void>
  /** Who is to stand at a station, once the service listens: the names of scenarios. */
  readonly people: readonly string[]
  readonly log: FastifyBaseLogger
}

interface Standing {
  readonly there: readonly Scenario[]
  readonly ready: boolean
  readonly failed: readonly string[]
}

/** Whose people stand at the stations. The other commissioner is there so that a wrong tenant can be tried. */
const withPeople = 'QYG'
/** A sweep takes a batch, and one sweep can leave something to another. */
const mostRounds = 25
/** It waits for receivers that are slow, and comes by itself within a second. */
const notWaitedFor = 'webhooks'

/** What a tester does to a tenant: its clock is moved, and it is put back to how it began. One after the other, and each reset once for all who ask meanwhile. */
export class Tenants {
  readonly #has: Has
  readonly #closing = new AbortController()
  readonly #last = new Map<string, Promise<unknown>>()
  /** The newest that was asked for, of each tenant. */
  readonly #resets = new Map<string, { readonly names: readonly string[]; readonly done: Promise<void> }>()
  readonly #setTo = new Map<string, number>()
  /** Of each tenant the people that are being made. */
  readonly #making = new Map<string, { readonly ended: AbortController; readonly done: Promise<void> }>()
  /** Of each tenant what was to be made and was not, when it was last tried. */
  readonly #failed = new Map<string, readonly string[]>()
  #url = ''
  #hasBegun = false

  constructor(has: Has) {
    this.#has = has
  }

  /** The service listens: people go to their stations, but those who stand there from an earlier start. */
  begin(url: string): void {
    this.#url = url
    this.#begin()
      .catch((error: Error) => this.#has.log.warn({ error: error.name }, 'the sandbox has no people'))
      .finally(() => {
        this.#hasBegun = true
      })
  }

  async #begin(): Promise<void> {
    const tenant = (await listTenants(this.#has.platform.database)).find(({ code }) => code === withPeople)
    if (!tenant || !this.#has.kept()) return
    const { commissionerId } = tenant
    this.#failed.set(commissionerId, this.#has.people)
    const missing = await this.#missing(commissionerId, this.#has.people)
    this.#failed.delete(commissionerId)
    this.#make(commissionerId, missing)
  }

  async close(): Promise<void> {
    this.#closing.abort()
    for (const { ended } of this.#making.values()) ended.abort()
    await Promise.all([...this.#making.values()].map(({ done }) => done))
  }

  now(commissionerId: string): Date {
    return this.#has.clocks.now(commissionerId)
  }

  aheadOf(commissionerId: string): number {
    return this.#has.clocks.aheadOf(commissionerId)
  }

  /**
   * Moves the clock of a tenant, and comes back once what has fallen due by then is done. `to` says the instant from the one that it is; forwards only. To be
   * asked for the instant to which it was moved last is no move.
   */
  moveClock(commissionerId: string, to: (now: Date) => Date): Promise<void> {
    return this.#inTurn(commissionerId, async () => {
      const { store } = this.#kept()
      const now = this.now(commissionerId)
      const until = to(now)
      if (this.#setTo.get(commissionerId) === until.getTime()) return
      if (until < now)
        throw new Problem('request-invalid', 'The clock goes forwards; a reset puts it back to the time of the world')
      const ahead = Math.max(1, until.getTime() - Date.now())
      await store.setAhead(commissionerId, ahead)
      this.#has.clocks.set(commissionerId, ahead)
      this.#setTo.set(commissionerId, until.getTime())
      await this.#workDue()
    })
  }

  /**
   * Puts a tenant back to how it began, and its clock to the time of the world; then people go to these stations, to the usual ones where none are named. Who
   * asks for the same while it is being put back waits for that.
   */
  reset(commissionerId: string, names: readonly string[] = this.#has.people): Promise<void> {
    const known = this.#resets.get(commissionerId)
    if (known && isDeepStrictEqual(known.names, names)) return known.done
    const done: Promise<void> = this.#inTurn(commissionerId, async () => {
      const { store, provision } = this.#kept()
      // Until it is done: what breaks off in between leaves nobody where they were.
      this.#failed.set(commissionerId, names)
      const making = this.#making.get(commissionerId)
      making?.ended.abort()
      await making?.done
      // What was looked at is of the rows that go, and goes with them.
      await this.#has.flushLooks()
      await store.putBack(commissionerId).catch((error: Error & { code?: string }) => {
        if (error.code !== '42501') throw error
        throw new Problem(
          'service-unavailable',
          'The role that owns the tables needs: grant set on parameter session_replication_role',
        )
      })
      this.#has.clocks.set(commissionerId, 0)
      this.#setTo.delete(commissionerId)
      await provision()
      this.#failed.delete(commissionerId)
      this.#make(commissionerId, names)
    }).finally(() => {
      if (this.#resets.get(commissionerId)?.done === done) this.#resets.delete(commissionerId)
    })
    this.#resets.set(commissionerId, { names, done })
    return done
  }

  /** Of these scenarios those that nobody stands at. */
  async #missing(commissionerId: string, names: readonly string[]): Promise<string[]> {
    const there = await this.#kept().store.listScenarios(commissionerId)
    return names.filter((name) => !there.some((one) => one.name === name))
  }

  /** Who stands where, whether all do, and who never came there. */
  async scenarios(commissionerId: string): Promise<Standing> {
    const { store } = this.#kept()
    // Asked before the list is read: whoever is told that all are there finds all.
    const rests = this.#hasBegun && !this.#resets.has(commissionerId) && !this.#making.has(commissionerId)
    const failed = rests ? (this.#failed.get(commissionerId) ?? []) : []
    return { there: await store.listScenarios(commissionerId), ready: rests && failed.length === 0, failed }
  }

  /** In the background: nobody waits for a hundred cases who only wants a token. */
  #make(commissionerId: string, names: readonly string[]): void {
    if (names.length === 0 || this.#closing.signal.aborted) return
    const ended = new AbortController()
    const done = listTenants(this.#has.platform.database)
      .then(async (tenants) => {
        if (tenants.find((one) => one.commissionerId === commissionerId)?.code !== withPeople) return
        const keep = (scenario: Scenario) => this.#kept().store.keepScenario(commissionerId, scenario)
        const workDue = () => this.#workDue()
        await this.#has.maker.make({
          url: this.#url,
          commissionerId,
          names,
          keep,
          workDue,
          signal: ended.signal,
        })
        this.#failed.set(commissionerId, await this.#missing(commissionerId, names))
      })
      .catch((error: Error) => {
        this.#failed.set(commissionerId, names)
        this.#has.log.warn({ error: error.name, what: error.message }, 'a scenario was not made')
      })
      .finally(() => {
        if (this.#making.get(commissionerId)?.ended === ended) this.#making.delete(commissionerId)
      })
    this.#making.set(commissionerId, { ended, done })
  }

  /** Each sweep until none finds anything. One that breaks does not hold up the others. */
  async #workDue(): Promise<void> {
    const works = domainWork.filter(({ name }) => name !== notWaitedFor)
    for (let round = 0; round < mostRounds && !this.#closing.signal.aborted; round += 1) {
      let done = 0
      for (const { name, work } of works)
        done += Number(
          await work(this.#has.platform, this.#closing.signal).catch((error: Error) => {
            this.#has.log.warn({ work: name, error: error.name }, 'work that was due after the clock was moved waits')
            return 0
          }),
        )
      if (done === 0) return
    }
  }

  #kept(): Kept {
    const kept = this.#has.kept()
    if (kept) return kept
    throw new Problem('service-unavailable', 'The sandbox has no role that owns the tables: set MIGRATION_DATABASE_URL')
  }

  #inTurn<T>(commissionerId: string, work: () => Promise<T>): Promise<T> {
    const done = (this.#last.get(commissionerId) ?? Promise.resolve()).then(work, work)
    this.#last.set(commissionerId, done)
    return done
  }
}

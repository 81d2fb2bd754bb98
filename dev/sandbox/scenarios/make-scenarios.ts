import { randomUUID } from 'node:crypto'
import type { FastifyBaseLogger, FastifyRequest } from 'fastify'
import { createClient, items, type Operations } from '../../../sdk/typescript/src/index.ts'
import { type SampleActor, sampleActors } from '../actors.ts'
import type { TenantClocks } from '../clocks.ts'
import { personOf, scenarios, schemeNames, schemes } from './catalogue.ts'
import { ends } from './ends.ts'
import type { Scenario } from './scenario.ts'
import { type Ground, type Walk, walkTo } from './walk.ts'

/** So many people are on their way at once: more would make the service slow for whoever has just come to it. */
const atOnce = 2
const wholeDay = 86_400_000
const daysAgoHeader = 'x-sandbox-days-ago'

interface Has {
  tokenFor(actor: SampleActor): Promise<string>
  readonly clocks: TenantClocks
  readonly log: FastifyBaseLogger
}

interface Making {
  readonly url: string
  readonly commissionerId: string
  /** Which of them. */
  readonly names: readonly string[]
  readonly keep: (scenario: Scenario) => Promise<void>
  /** What the clock has made due is done. */
  readonly workDue: () => Promise<void>
  readonly signal: AbortSignal
}

/** Takes a person to each step of each scheme, over HTTP and by the client for TypeScript, as those who do it in life. */
export class ScenarioMaker {
  readonly #has: Has
  /** Nobody else can ask to be answered as days ago. */
  readonly #secret = randomUUID()

  constructor(has: Has) {
    this.#has = has
  }

  /** How long ago a request is to be answered as, in milliseconds: 0 for every request but those of a walk that was begun earlier. */
  agoOf({ headers }: FastifyRequest): number {
    const [secret, days] = String(headers[daysAgoHeader] ?? '').split(' ')
    return secret === this.#secret ? Number(days) * wholeDay : 0
  }

  async make({ url, commissionerId, names, keep, workDue, signal }: Making): Promise<void> {
    const { clocks, log } = this.#has
    const clientOf = (actor: SampleActor, daysAgo: number) => {
      const kept = this.#has.tokenFor(actor)
      const token = async () => {
        signal.throwIfAborted()
        // Never kept by the client: it is asked for before each try, so that a walk that is given up goes no further.
        return { token: await kept, expiresAt: new Date(0) }
      }
      const fetchAsOf = daysAgo === 0 ? {} : { fetch: this.#fetchAsOf(daysAgo) }
      return createClient({ baseUrl: url, token, patience: { retries: 8 }, ...fetchAsOf })
    }
    const clients = new Map<string, Operations>()
    const as = (who: string, daysAgo = 0): Operations => {
      const name = `${who} ${daysAgo}`
      const known = clients.get(name)
      if (known) return known
      const actor = sampleActors.find((one) => one.who === who)
      if (!actor) throw new Error(`there is no sample actor ${who}`)
      const client = clientOf(actor, daysAgo)
      clients.set(name, client)
      return client
    }
    const ground = await groundOf(as('commissioner-officer'))
    const go = async (scenario: (typeof scenarios)[number], index: number) => {
      const { from, does, preventive = false, crisis = false, daysAgo = 0 } = ends[scenario.station]
      const ids = {} as Record<keyof Walk['ids'], string>
      const walk: Walk = {
        scheme: scenario.scheme,
        index,
        ground,
        person: clientOf(personOf(scenario), daysAgo),
        as: (who) => as(who, daysAgo),
        now: () => new Date(clocks.now(commissionerId).getTime() - daysAgo * wholeDay),
        preventive,
        crisis,
        ids,
        keep: (made) => void Object.assign(ids, made),
      }
      await walkTo(walk, from, signal)
      await does?.(walk)
      const { caseId, personId } = ids
      return { name: scenario.name, caseId, personId }
    }
    const all = scenarios
      .map((scenario, index) => ({ scenario, index, daysAgo: ends[scenario.station].daysAgo ?? 0 }))
      .filter(({ scenario }) => names.includes(scenario.name))
    const made = async (some: typeof all, kept: (scenario: Scenario) => Promise<void>) => {
      const waiting = [...some]
      const work = async () => {
        for (let next = waiting.shift(); next && !signal.aborted; next = waiting.shift()) {
          const { scenario, index } = next
          try {
            await kept(await go(scenario, index))
          } catch (error) {
            if (signal.aborted) return
            const { message, name } = error as Error
            log.warn({ scenario: scenario.name, error: name, what: message }, 'a scenario was not made')
          }
        }
      }
      await Promise.all(Array.from({ length: atOnce }, work))
    }

    // What takes days is walked as it was days ago, and what has followed since is done: only then does it stand where it is told to.
    const begun: Scenario[] = []
    await made(
      all.filter(({ daysAgo }) => daysAgo > 0),
      async (scenario) => void begun.push(scenario),
    )
    if (signal.aborted) return
    await workDue()
    for (const scenario of begun) await keep(scenario)
    await made(
      all.filter(({ daysAgo }) => daysAgo === 0),
      keep,
    )
  }

  #fetchAsOf(daysAgo: number): typeof fetch {
    return (input, init) => {
      const headers = new Headers(init?.headers)
      headers.set(daysAgoHeader, `${this.#secret} ${daysAgo}`)
      return fetch(input, { ...init, headers })
    }
  }
}

async function groundOf(officer: Operations): Promise<Ground> {
  const ids = new Map<string, string>()
  for await (const { code, id } of items(officer.listSchemes)) ids.set(code, id)
  for await (const { code, id } of items(officer.listOrganisations)) ids.set(code, id)
  const idOf = (name: string): string => {
    const id = ids.get(name)
    if (id === undefined) throw new Error(`the sandbox has no ${name}`)
    return id
  }
  return {
    schemeIds: Object.fromEntries(schemeNames.map((name) => [name, idOf(schemes[name])])) as Ground['schemeIds'],
    trustId: idOf('RW4'),
    brokerageId: idOf('BRK1'),
    councilId: idOf('LA1'),
    practiceId: idOf('GP1'),
  }
}

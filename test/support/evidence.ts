import { appendFile } from 'node:fs/promises'
import type { Actor } from './actors.ts'
import { wordsIn } from './client.ts'
import type { Contract } from './contract.ts'
import type { TestDatabase } from './database.ts'

interface Noted {
  readonly operationId: string | undefined
  readonly actor: Actor | undefined
  readonly status: number
  readonly code: string | undefined
  readonly token: string | undefined
  readonly body: unknown
}

/**
 * What a test file did to the service: which operation, as whom, with which status; and everything secret that it sent,
 * so that at its end the whole log and the audit are searched for it. What was recorded is held against the contract's events.
 */
export class Evidence {
  readonly logLines: string[] = []
  readonly #tried = new Map<
    string,
    { operationId: string; who: string; status: number; code: string | undefined; times: number }
  >()
  readonly #secrets = new Set<string>()

  note({ operationId, actor, status, code, token, body }: Noted): void {
    if (token && token.length > 20) this.#secrets.add(token)
    this.keepSecret([...wordsIn(body).filter((words) => words.length < 300), ...nhsNumbersIn(body)])
    if (!operationId) return
    const who = actor ? (actor.client_id ? 'machine' : (actor.roles ?? []).join('+') || 'no role') : 'nobody'
    const name = `${operationId} ${who} ${status} ${code ?? ''}`
    const before = this.#tried.get(name) ?? { operationId, who, status, code, times: 0 }
    this.#tried.set(name, { ...before, times: before.times + 1 })
  }

  keepSecret(words: readonly string[]): void {
    for (const one of words) this.#secrets.add(one)
  }

  get secrets(): readonly string[] {
    return [...this.#secrets]
  }

  /** Each operation, actor and status that was seen. */
  get tried() {
    return [...this.#tried.values()]
  }

  /** The first thing that somebody sent and that stands in a text, where it must never stand. */
  leakIn(text: string): string | undefined {
    for (const secret of this.#secrets) if (text.includes(secret)) return secret
    return undefined
  }

  async settle(database: TestDatabase, contract: Contract): Promise<void> {
    const leak = this.leakIn(this.logLines.join(''))
    if (leak) throw new Error(`the log holds what was sent: ${leak}`)
    const audit = await database.sql<{ type: string; text: string }>(
      'select distinct type, facts::text as text from audit_entry',
    )
    const told = this.leakIn(audit.map((row) => row.text).join('\n'))
    if (told) throw new Error(`the audit holds what somebody wrote: ${told}`)
    const faults = audit.map(({ type, text }) => contract.faultOfFacts(type, JSON.parse(text)))
    const fault = faults.find((sentence) => sentence !== undefined)
    if (fault !== undefined) throw new Error(fault)
    const path = process.env.RECOVERY_BUDGETS_TEST_EVIDENCE
    if (path) {
      await appendFile(path, this.tried.map((seen) => `${JSON.stringify(seen)}\n`).join(''))
    }
  }
}

function nhsNumbersIn(body: unknown): string[] {
  const number = (body as { nhsNumber?: unknown } | null)?.nhsNumber
  return typeof number === 'string' && number.length >= 10 ? [number] : []
}

import { AsyncLocalStorage } from 'node:async_hooks'
import type { Clock } from '../../src/platform/work/clock.ts'

/** How far the time of each tenant is ahead of the world's. It goes on from there; nobody's is ahead. */
export class TenantClocks {
  readonly #ahead = new Map<string, number>()
  readonly #before = new AsyncLocalStorage<number>()

  readonly now: Clock = (commissionerId) => {
    const before = commissionerId === '' ? 0 : (this.#before.getStore() ?? 0)
    return new Date(Date.now() + this.aheadOf(commissionerId) - before)
  }

  aheadOf(commissionerId: string): number {
    return this.#ahead.get(commissionerId) ?? 0
  }

  set(commissionerId: string, aheadMilliseconds: number): void {
    this.#ahead.set(commissionerId, aheadMilliseconds)
  }

  /** Has one request be answered as so long ago, while everybody else has their time. */
  before(milliseconds: number, work: () => void): void {
    this.#before.run(milliseconds, work)
  }
}

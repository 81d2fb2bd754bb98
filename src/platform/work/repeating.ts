import type { FastifyBaseLogger } from 'fastify'
import { faultOf } from '../http/log.ts'

/** Work that is done again and again in the background, one run at a time. */
export interface Repeating {
  /** Runs soon, though not at once: what happens in the meantime is done in the same run. */
  wake(): void
  /** No further run begins; resolves when the present one has ended. */
  stop(): Promise<void>
}

interface Pace {
  readonly name: string
  readonly everyMilliseconds: number
  readonly wakeAfterMilliseconds?: number
}

/** Repeats the work at the pace, give or take a fifth, so that several instances do not march in step. */
export function repeat(work: () => Promise<unknown>, pace: Pace, log: FastifyBaseLogger): Repeating {
  let timer: NodeJS.Timeout
  let due = 0
  let running: Promise<void> | undefined
  let wokenMeanwhile = false
  let stopped = false
  let failing = false

  const schedule = (milliseconds: number) => {
    if (stopped) return
    clearTimeout(timer)
    due = Date.now() + milliseconds
    timer = setTimeout(run, milliseconds)
    timer.unref()
  }
  const run = () => {
    running = work()
      .then(
        () => {
          if (failing) log.info({ work: pace.name }, 'background work goes on')
          failing = false
        },
        (error: Error & { code?: string }) => {
          // Said once, not at every try while the database is away.
          if (!failing) log.warn({ work: pace.name, error: error.name, ...faultOf(error) }, 'background work waits')
          failing = true
        },
      )
      .finally(() => {
        running = undefined
        const soon = wokenMeanwhile && !failing
        wokenMeanwhile = false
        schedule(soon ? wakeAfter : pace.everyMilliseconds * (0.8 + Math.random() * 0.4))
      })
  }
  const wakeAfter = pace.wakeAfterMilliseconds ?? 0
  schedule(pace.everyMilliseconds * Math.random())

  return {
    wake() {
      if (running) wokenMeanwhile = true
      else if (!failing && due - Date.now() > wakeAfter) schedule(wakeAfter)
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}

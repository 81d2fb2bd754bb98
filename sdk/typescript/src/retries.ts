/** How often and how long a client tries. */
export interface Patience {
  /** How many times a request is sent again after the first. */
  readonly retries: number
  /** The first wait in milliseconds; each further one is twice as long, up to the longest, and part of it is by chance. */
  readonly firstWaitMs: number
  readonly longestWaitMs: number
}
export const usualPatience: Patience = { retries: 4, firstWaitMs: 250, longestWaitMs: 8_000 }

/** The service was too busy, was not there, or is still at work on the same request. */
const passing = [408, 429, 502, 503, 504]
export const isPassing = (status: number): boolean => passing.includes(status)

/** Whether an answer, or none, is worth another try: of what was not done, or of what is done once however often it is sent. */
export function isWorthAnother(status: number | undefined, code: string | undefined, isSafe: boolean): boolean {
  // It did not begin: who asks too much is stopped at the door.
  if (status === 429) return true
  return isSafe && (status === undefined || passing.includes(status) || code === 'request-in-progress')
}

/** Seconds that an answer asks to be left alone (RFC 9110, 10.2.3): so many, or until a moment. */
export function retryAfterOf(headers: Headers, now = Date.now()): number | undefined {
  const value = headers.get('retry-after')
  if (value === null) return undefined
  const seconds = /^\d+$/.test(value.trim()) ? Number(value) : (Date.parse(value) - now) / 1000
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined
}

/** How long to wait before a try, in milliseconds: as long as the service says, and no shorter than our own turn. */
export function waitBefore(retry: number, retryAfterSeconds: number | undefined, patience: Patience): number {
  const turn = Math.min(patience.longestWaitMs, patience.firstWaitMs * 2 ** retry)
  const own = turn / 2 + Math.random() * (turn / 2)
  return Math.max(own, (retryAfterSeconds ?? 0) * 1000)
}

/** What comes of some work, or the reason for which it is given up. */
export async function unlessEnded<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  let giveUp = () => {}
  const ended = new Promise<never>((_, reject) => {
    giveUp = () => reject(signal.reason)
    if (signal.aborted) giveUp()
    else signal.addEventListener('abort', giveUp, { once: true })
  })
  try {
    return await Promise.race([work, ended])
  } finally {
    signal.removeEventListener('abort', giveUp)
  }
}

/** Waits, or ends with the reason for which it is given up. */
export function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', giveUp)
      resolve()
    }, milliseconds)
    if (signal.aborted) giveUp()
    else signal.addEventListener('abort', giveUp, { once: true })
  })
}

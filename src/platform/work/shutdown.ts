import closeWithGrace from 'close-with-grace'
import type { FastifyBaseLogger } from 'fastify'

/** Longer than a request may be handled for. */
const mostMilliseconds = 25_000
/** npm and the terminal both pass a Ctrl+C on: two signals so close together are one. */
const oneSignalMilliseconds = 500

/**
 * Closes in good order at the first signal, and ends at once at a second one. An error that nobody caught closes too,
 * and the process ends with a failure.
 */
export function closeOnSignal(close: () => Promise<void>, log: FastifyBaseLogger): void {
  const grace = closeWithGrace(
    {
      delay: mostMilliseconds,
      skip: ['SIGINT', 'SIGTERM'],
      logger: false,
      onTimeout: () => log.fatal('the service did not close in time'),
    },
    async ({ err }) => {
      if (err) log.fatal({ err }, 'uncaught error')
      await close()
      log.info('closed')
    },
  )
  let first = 0
  const onSignal = (signal: NodeJS.Signals | 'parent-gone') => {
    if (first === 0) {
      first = Date.now()
      log.info({ signal }, 'closing')
      grace.close()
    } else if (Date.now() - first > oneSignalMilliseconds) {
      log.warn({ signal }, 'ended by a second signal')
      process.exit(1)
    }
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  if (process.env.npm_lifecycle_event) whenParentGoes(() => onSignal('parent-gone'))
}

/** npm ends the shell that it started us in, and the shell does not pass the signal on. */
function whenParentGoes(tell: () => void): void {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    tell()
  }, 300)
  timer.unref()
}

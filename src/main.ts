import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readConfig } from './config.ts'
import { closeOnSignal } from './platform/work/shutdown.ts'
import { loadSandbox } from './sandbox.ts'
import { start } from './start.ts'

const usual = fileURLToPath(new URL('../.data', import.meta.url))

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** The process: `node src/main.ts [--fresh] [--bare] [--data folder]`. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { fresh: { type: 'boolean' }, bare: { type: 'boolean' }, data: { type: 'string' } },
  })
  const config = readConfig(process.env)
  const folder = resolve(values.data ?? usual)
  // A signal while it starts ends it at once; the database it may have started already goes with it.
  const leave = () => process.exit(1)
  for (const signal of signals) process.on(signal, leave)
  const { fresh = false, bare = false } = values
  const { url, dataFolder, log, close } = await start(config, { folder, fresh, bare })
  closeOnSignal(close, log)
  for (const signal of signals) process.off(signal, leave)
  if (config.issuer !== 'sandbox' && dataFolder === undefined) return
  const { printBanner } = await loadSandbox()
  printBanner({
    url,
    sandboxTokens: config.issuer === 'sandbox',
    data: dataFolder ?? 'the database of DATABASE_URL',
    openToOthers: !['127.0.0.1', 'localhost', '::1'].includes(config.host),
  })
}

main().catch((error: Error & { code?: string }) => {
  const ours = error instanceof TypeError && !error.code?.startsWith('ERR_PARSE_ARGS')
  process.stderr.write(`${ours ? error.stack : error.message}\n`)
  process.exit(1)
})

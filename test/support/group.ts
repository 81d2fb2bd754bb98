import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { Test } from 'tap'

/** `TEST_FILE_SECONDS` for a test that is done with a greater number than usually. */
const fileLimit = Number(process.env.TEST_FILE_SECONDS ?? 600) * 1000
const closingLimit = 15_000

const [ownTap, own] = [import.meta.resolve('tap'), import.meta.url]
/** Tap's own follows every promise of the process to know whose test it belongs to, which costs a tenth of a run; here it is the file that runs. */
const noDomain = `data:text/javascript,${encodeURIComponent('export class Domain { destroy() {} }')}`

/** Before tap is read in, so that it has what it is given here. */
registerHooks({
  resolve(specifier, context, next) {
    const from = context.parentURL ?? ''
    if (specifier === 'async-hook-domain') return { url: noDomain, format: 'module', shortCircuit: true }
    if (specifier !== 'tap' || !from.endsWith('.test.ts')) return next(specifier, context)
    return { url: `tap-of:${from}`, format: 'module', shortCircuit: true }
  },
  load(url, context, next) {
    if (!url.startsWith('tap-of:')) return next(url, context)
    const source = `import { current } from '${own}'; export * from '${ownTap}'; const t = current; export default t`
    return { format: 'module', shortCircuit: true, source }
  },
})
const { default: root } = await import('tap')

/** The subtest of the file that is read in just now. */
export let current: Test = root

/**
 * Runs several test files in one process, one after the other, each as a subtest that goes by its path: to load the service and to
 * compile it costs more than most files. A file is written as if it were alone: the `t` that it imports is its own subtest's.
 */
export async function runGroup(paths: readonly string[]): Promise<void> {
  for (const kind of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(kind, (error: Error) => current.threw(error, { tapCaught: kind }))
  for (const path of paths) {
    await root.test(path, { timeout: fileLimit }, async (t) => {
      current = t
      await import(pathToFileURL(path).href)
    })
  }
  endWhenOpen()
}

/** A teardown that throws skips those before it, and what they would have closed kept the process until its limit. */
function endWhenOpen(): void {
  const end = () => {
    console.error(`still open after the last test: ${process.getActiveResourcesInfo().join(', ')}`)
    process.exit(1)
  }
  setTimeout(end, closingLimit).unref()
}

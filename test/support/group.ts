import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import root, { type Test } from 'tap'

const fileLimit = 300_000
const closingLimit = 15_000

/** The subtest of the file that is read in just now. */
export let current: Test = root

/**
 * Runs several test files in one process, one after the other, each as a subtest that goes by its path: to load the service and to
 * compile it costs more than most files. A file is written as if it were alone: the `t` that it imports is its own subtest's.
 */
export async function runGroup(paths: readonly string[]): Promise<void> {
  const [tap, own] = [import.meta.resolve('tap'), import.meta.url]
  registerHooks({
    resolve(specifier, context, next) {
      const from = context.parentURL ?? ''
      if (specifier !== 'tap' || !from.endsWith('.test.ts')) return next(specifier, context)
      return { url: `tap-of:${from}`, format: 'module', shortCircuit: true }
    },
    load(url, context, next) {
      if (!url.startsWith('tap-of:')) return next(url, context)
      const source = `import { current } from '${own}'; export * from '${tap}'; const t = current; export default t`
      return { format: 'module', shortCircuit: true, source }
    },
  })
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

import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { parseArgs, promisify } from 'node:util'
import { keepFirstCall } from './results.ts'

/**
 * `npm run bench:first-call [-- --keep]`: how long somebody new waits from the clone to the first answer by the client: `git clone`, `npm ci`, `npm start`,
 * `npm run first-call`, of what is committed here, in a folder of its own. What `npm ci` takes depends on the network and on npm's cache: the sum is told with it and without.
 */
const { values } = parseArgs({ options: { keep: { type: 'boolean', default: false } } })
const run = promisify(execFile)
const root = fileURLToPath(new URL('../', import.meta.url))
/** What the README promises, without `npm ci`. */
const mostSeconds = 60

const folder = await mkdtemp(join(tmpdir(), 'recovery-budgets-first-call-'))
// PostgreSQL runs as another user where root runs this, and must be able to enter.
await chmod(folder, 0o711)
const cwd = join(folder, 'clone')
const npm = (...args: string[]) => run('npm', args, { cwd, env: { ...process.env, HOST: url }, maxBuffer: 1 << 24 })
let url = ''
const times: [what: string, seconds: number][] = []
let service: ChildProcess | undefined
setTimeout(() => process.exit(1), 900_000).unref()
try {
  const cloned = await timed('git clone', () => run('git', ['clone', '--quiet', '--no-hardlinks', root, cwd]))
  const installed = await timed('npm ci', () => npm('ci', '--no-audit', '--no-fund'))
  const started = await timed('npm start, until it listens', async () => {
    // A group of its own, so that what npm starts ends with it.
    service = spawn('npm', ['start'], { cwd, env: { ...process.env, PORT: '0' }, detached: true })
    url = await listening(service)
  })
  const answered = await timed('npm run first-call', async () => {
    const { stdout } = await npm('run', '--silent', 'first-call')
    if (stdout.trim().split('\n').length < 8) throw new Error(`it told of too few schemes:\n${stdout}`)
  })
  const without = cloned + started + answered
  const table = [
    '| what | seconds |',
    '| --- | --- |',
    ...times.map(([what, seconds]) => `| ${what} | ${seconds.toFixed(1)} |`),
    `| from the clone to the first answer, without npm ci | ${without.toFixed(1)} |`,
    `| with it | ${(without + installed).toFixed(1)} |`,
  ].join('\n')
  console.log(table)
  if (values.keep) await keepFirstCall(table)
  if (without > mostSeconds) process.exitCode = 1
} finally {
  await ended(service)
  await rm(folder, { recursive: true, force: true })
}

async function timed(what: string, work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  const seconds = (performance.now() - from) / 1000
  times.push([what, seconds])
  return seconds
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      if (stream)
        createInterface({ input: stream }).on('line', (line) => {
          const found = /listens on (http\S+)/.exec(line)?.[1]
          if (found) resolve(found)
        })
    child.once('close', (code) => reject(new Error(`npm start ended with ${code}`)))
  })
}

async function ended(child: ChildProcess | undefined): Promise<void> {
  if (!child?.pid || child.exitCode !== null) return
  const closed = new Promise((resolve) => child.once('close', resolve))
  process.kill(-child.pid, 'SIGTERM')
  await closed
}

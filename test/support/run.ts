import { spawn } from 'node:child_process'
import { glob, mkdtemp, readFile, rm, stat, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startPostgres } from '../../dev/postgres/embedded-postgres.ts'
import { writeGroups } from './groups.ts'
import { contractOfSource } from './of-the-source.ts'
import { readSeen } from './seen.ts'
import { dropTemplates, makeTemplate, makeWatched } from './template.ts'

/**
 * `npm test`: one PostgreSQL for the whole run, the templates of its databases, then tap with the test files given, or all,
 * several to a process. With flags of tap's own each file has a process to itself, as tap's flags expect.
 * TEST_DATABASE_URL names a server to use instead; its user must be allowed to make databases and roles and to bypass row-level security.
 */
const root = fileURLToPath(new URL('../../', import.meta.url))
const leastMemory = 6 * 1024 ** 3
const tap = join(root, 'node_modules/tap/dist/esm/run.mjs')

/** Tap builds its test class once after an install; until then it has the loaders that .taprc leaves out. */
async function buildTap(): Promise<void> {
  const built = join(root, 'node_modules/@tapjs/test/test-built/dist/esm/index.js')
  const text = await readFile(built, 'utf8').catch(() => '')
  if (text === '' || text.includes('@tapjs/typescript') || text.includes('@tapjs/mock'))
    await runNode([tap, 'build'], {}, 'ignore')
}

/** In a group of processes of its own, so that a signal ends all of them: tap alone would wait for its files. */
function runNode(args: string[], env: Record<string, string>, stdout: 'inherit' | 'ignore'): Promise<number> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', stdout, 'inherit'],
    detached: true,
  })
  const endAll = () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, endAll)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
}

/** A folder among the arguments stands for the tests in it. */
async function filesIn(argument: string): Promise<string[]> {
  const folder = await stat(join(root, argument)).then(
    (found) => found.isDirectory(),
    () => false,
  )
  if (!folder) return [argument]
  const files: string[] = []
  for await (const file of glob(join(argument, '**/*.test.ts'), { cwd: root })) files.push(file)
  return files.sort()
}

/** Each test file makes and drops a database of some 300 files: in memory where there is room for it. */
async function placeOfData(): Promise<string> {
  const memory = '/dev/shm'
  const free = await statfs(memory).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  )
  return free > leastMemory ? memory : tmpdir()
}

async function startServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL
  if (given) return { url: given, stop: async () => {} }
  const folder = await mkdtemp(join(await placeOfData(), 'recovery-budgets-test-'))
  // A service of a test asks most statements a few times only, and each of the first five times on each connection would be planned anew.
  const planning = 'plan_cache_mode=force_generic_plan'
  const settings = [
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'max_connections=200',
    // A bench fills tables, and PostgreSQL has to learn of it as it would in service.
    `autovacuum=${process.env.TEST_AUTOVACUUM ?? 'off'}`,
    planning,
  ]
  const postgres = await startPostgres({ folder, flags: settings.flatMap((setting) => ['-c', setting]) })
  return {
    url: postgres.ownerUrl,
    async stop() {
      await postgres.stop()
      await rm(postgres.home, { recursive: true, force: true })
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/**
 * After a whole run: what of the contract no test has seen. An operation that never succeeded fails the run. After any run: a problem
 * that was seen and that its operation does not list.
 */
async function tellSeen(evidence: string, isWhole: boolean): Promise<void> {
  const { sentences, neverDone, unlisted } = await readSeen(evidence)
  if (isWhole) for (const sentence of sentences) console.error(sentence)
  const gaps = isWhole ? neverDone : []
  if (gaps.length > 0) console.error(`No test has seen these succeed: ${gaps.join(', ')}`)
  if (unlisted.length > 0) console.error(`Seen, and not in operation-problems.ts: ${unlisted.join(', ')}`)
  if (gaps.length + unlisted.length > 0) process.exitCode = 1
}

const asked = process.argv.slice(2)
const isWhole = asked.every((argument) => argument.startsWith('-'))
/** Flags about the report alone: with them as without, files share processes. */
const aboutReport = asked.filter((argument) => /^--(reporter|output-file)=/.test(argument))
const others = asked.filter((argument) => !aboutReport.includes(argument))
const given = (await Promise.all((others.length === 0 ? ['test'] : others).map(filesIn))).flat()
const hasFlags = given.some((argument) => argument.startsWith('-'))
const groups = join(root, `.tap/groups-${process.pid}`)
const tapArguments = [...aboutReport, ...(hasFlags ? given : await writeGroups(groups, given))]
const [, server, notes, contract] = await Promise.all([
  buildTap(),
  startServer(),
  mkdtemp(join(tmpdir(), 'recovery-budgets-seen-')),
  contractOfSource(root),
])
try {
  const template = await makeTemplate(server.url)
  const watched = await makeWatched(server.url, template)
  const evidence = join(notes, 'seen.jsonl')
  process.exitCode = await runNode(
    [tap, ...tapArguments],
    {
      RECOVERY_BUDGETS_TEST_SERVER: server.url,
      RECOVERY_BUDGETS_TEST_TEMPLATE: template,
      RECOVERY_BUDGETS_TEST_WATCHED: watched,
      RECOVERY_BUDGETS_TEST_EVIDENCE: evidence,
      RECOVERY_BUDGETS_TEST_MADE: notes,
      RECOVERY_BUDGETS_TEST_CONTRACT: contract,
      // What was compiled and stripped of its types for one file serves all others.
      NODE_COMPILE_CACHE: join(root, '.tap/compile-cache'),
    },
    'inherit',
  )
  await tellSeen(evidence, isWhole)
  await dropTemplates(server.url, template)
} finally {
  await server.stop()
  for (const folder of [notes, groups]) await rm(folder, { recursive: true, force: true })
}

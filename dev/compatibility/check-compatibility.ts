import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs, promisify } from 'node:util'
import { breaksOf, type Contract } from './contract-breaks.ts'
import { unflagged } from './flagged.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const git = async (...args: string[]) =>
  (await promisify(execFile)('git', args, { cwd: root, maxBuffer: 64 * 1024 ** 2 })).stdout

/** The state before the newest change of the contract: the parent of the commit that last changed it, or the commit itself where what is here differs from it. */
async function before(): Promise<string | undefined> {
  const path = 'openapi/openapi.json'
  const dirty = await git('status', '--porcelain', '--', path)
  if (dirty !== '') return 'HEAD'
  const [newest] = (await git('log', '-1', '--format=%H', '--', path)).split('\n')
  if (!newest) return undefined
  return git('rev-parse', '--verify', '--quiet', `${newest}^1`).then(
    (text) => text.trim(),
    () => undefined,
  )
}

/**
 * `npm run compatible`: what of the contract breaks those who built on the one before, and fails where the changelog does not say so. `--against` names
 * another commit to compare with. Without a history, as in an archive, there is nothing to compare with, and it says that.
 */
const { values } = parseArgs({ options: { against: { type: 'string' } } })
const against = values.against ?? (await before().catch(() => undefined))
if (!against) console.log('no contract before this one is known here: nothing is compared')
else {
  const at = (path: string) => git('show', `${against}:${path}`)
  const here = (path: string) => readFile(`${root}${path}`, 'utf8')
  const [was, is] = [await at('openapi/openapi.json'), await here('openapi/openapi.json')].map(
    (text): Contract => JSON.parse(text),
  )
  if (!was || !is) throw new Error('no contract')
  const breaks = breaksOf(was, is)
  const silent = unflagged(breaks, await at('CHANGELOG.md'), await here('CHANGELOG.md'))
  console.log(
    `compared with ${against.slice(0, 12)}: ${breaks.length} breaking, ${silent.length} of them not in the changelog`,
  )
  for (const { where, what } of silent) console.error(`${where} ${what}: say so in CHANGELOG.md, behind **Breaking:**`)
  if (silent.length > 0) process.exitCode = 1
}

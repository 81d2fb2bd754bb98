import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { baseline, gitIn } from './baseline.ts'
import { breaksOf, type Contract } from './contract-breaks.ts'
import { unflagged } from './flagged.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const git = gitIn(root)
const here = (path: string) => readFile(`${root}${path}`, 'utf8')

/**
 * `npm run compatible`: what of the contract breaks those who built on that of the last release, and fails where the changelog does not say so. `--against`
 * names another commit to compare with. Without a history, as in an archive, there is nothing to compare with, and it says that.
 */
const { values } = parseArgs({ options: { against: { type: 'string' } } })
const program = 'dev/compatibility/check-compatibility.ts'
const against = values.against ?? (await baseline(git, await here('CHANGELOG.md'), program))
if (!against) console.log('no contract before this one is known here: nothing is compared')
else {
  const at = (path: string) => git('show', `${against}:${path}`)
  const [was, is] = [await at('openapi/openapi.json'), await here('openapi/openapi.json')].map(
    (text): Contract => JSON.parse(text),
  )
  if (!was || !is) throw new Error('no contract')
  const breaks = breaksOf(was, is)
  const silent = unflagged(breaks, await at('CHANGELOG.md'), await here('CHANGELOG.md'))
  console.log(
    `compared with ${against.slice(0, 12)}: ${breaks.length} to be said, ${silent.length} of them not in the changelog`,
  )
  for (const { where, what, owner, names, mayBeFine } of silent)
    console.error(
      `${where} ${what}: say so in CHANGELOG.md, in one sentence with ${[owner, ...names].map((name) => `\`${name}\``).join(' and ')}, ${mayBeFine ? 'behind **Breaking:** if it refuses what was accepted' : 'behind **Breaking:**'}`,
    )
  if (silent.length > 0) process.exitCode = 1
}

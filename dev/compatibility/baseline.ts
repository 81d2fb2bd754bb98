import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Asks git about a repository, and gives what it says. */
export const gitIn =
  (root: string) =>
  async (...args: string[]): Promise<string> =>
    (await promisify(execFile)('git', args, { cwd: root, maxBuffer: 64 * 1024 ** 2 })).stdout.trim()
type Git = ReturnType<typeof gitIn>

/** What the commits along the first parents did that a look at them finds, newest first: a merge counts by what it brought. */
const landed = async (git: Git, ...looks: readonly string[]) =>
  (await git('log', '--first-parent', '-m', '--no-patch', '--format=%H', ...looks)).split('\n').filter(Boolean)

/**
 * The commit whose contract clients may have built on: the release that the changelog has last, or, where that is older, the one with which `program` came and
 * the promise began to be held. All that came since is compared at once, so that no merge with an old contract in it and no order of commits can
 * hide what breaks. Undefined where there is no history; a history that is cut short throws, since nothing would be found in it.
 */
export async function baseline(git: Git, changelog: string, program: string): Promise<string | undefined> {
  const isShallow = await git('rev-parse', '--is-shallow-repository').catch(() => undefined)
  if (isShallow === undefined) return undefined
  if (isShallow === 'true') throw new Error('the history is cut short: fetch all of it (git fetch --unshallow)')
  const [release] = /^## \d+\.\d+\.\d+.*$/m.exec(changelog) ?? []
  const released = release ? (await landed(git, `-S\n${release}\n`, '--', 'CHANGELOG.md')).at(-1) : undefined
  const began = (await landed(git, '--diff-filter=A', '--', program)).at(-1)
  if (!released || !began) return released ?? began
  const isLater = await git('merge-base', '--is-ancestor', began, released).then(
    () => true,
    () => false,
  )
  return isLater ? released : began
}

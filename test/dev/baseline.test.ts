import { mkdir, writeFile } from 'node:fs/promises'
import t, { type Test } from 'tap'
import { baseline, gitIn } from '../../dev/compatibility/baseline.ts'

const program = 'dev/check.ts'

/** A repository with a history of its own. */
async function aRepository(t: Test) {
  const root = `${t.testdir({ repository: {} })}/repository`
  const git = gitIn(root)
  await git('init', '-q', '-b', 'main')
  await git('config', 'user.name', 'Somebody')
  await git('config', 'user.email', 'somebody@example.org')
  await mkdir(`${root}/dev`)
  let changelog = '# Changelog\n\n## Unreleased\n'
  const commit = async (files: Readonly<Record<string, string>> = {}) => {
    for (const [path, text] of Object.entries(files)) await writeFile(`${root}/${path}`, text)
    await git('add', '-A')
    await git('commit', '-q', '--allow-empty', '-m', 'A change')
    return git('rev-parse', 'HEAD')
  }
  return {
    git,
    root,
    commit,
    write: (text: string) => {
      changelog = text
      return commit({ 'CHANGELOG.md': text })
    },
    found: () => baseline(git, changelog, program),
  }
}

t.test('it is the release that the changelog has last, however many commits and merges came since', async (t) => {
  const { git, commit, write, found } = await aRepository(t)
  await write('# Changelog\n\n## Unreleased\n')
  const began = await commit({ [program]: 'one' })
  t.equal(await found(), began, 'before there is a release, the promise is held since the program came')
  await commit({ [program]: 'two' })
  t.equal(await found(), began)
  const released = await write('# Changelog\n\n## Unreleased\n\n## 0.2.0\n\n- A thing.\n')
  await write('# Changelog\n\n## Unreleased\n\n- More.\n\n## 0.2.0\n\n- A thing.\n')
  await git('checkout', '-q', '-b', 'side')
  await commit({ 'openapi.json': 'a side' })
  await git('checkout', '-q', 'main')
  await commit({ 'other.json': 'the main line' })
  await git('merge', '-q', '--no-ff', '-m', 'Bring the side', 'side')
  t.equal(await found(), released)
})

t.test('a release that came by a merge counts by the merge, and one before the program does not count', async (t) => {
  const { git, commit, write, found } = await aRepository(t)
  await write('# Changelog\n\n## Unreleased\n\n## 0.1.0\n')
  const began = await commit({ [program]: 'one' })
  t.equal(await found(), began)
  await git('checkout', '-q', '-b', 'release')
  await write('# Changelog\n\n## Unreleased\n\n## 0.2.0\n\n## 0.1.0\n')
  await git('checkout', '-q', 'main')
  await git('merge', '-q', '--no-ff', '-m', 'Release', 'release')
  t.equal(await found(), await git('rev-parse', 'HEAD'))
})

t.test('a history that is cut short is no history, and an archive has none', async (t) => {
  const { root, commit, write } = await aRepository(t)
  await write('# Changelog\n\n## 0.1.0\n')
  await commit({ [program]: 'one' })
  await gitIn('/')('clone', '-q', '--depth', '1', `file://${root}`, `${root}/../shallow`)
  await t.rejects(baseline(gitIn(`${root}/../shallow`), '## 0.1.0\n', program), /cut short/)
  t.equal(await baseline(gitIn('/'), '## 0.1.0\n', program), undefined)
})

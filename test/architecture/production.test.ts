import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { outcomeOf, program } from '../support/own-process.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

t.setTimeout(120_000)

t.test('without dev/, as in the image, the service says what to set, and so do its commands', async (t) => {
  const image = await mkdtemp(join(tmpdir(), 'recovery-budgets-image-'))
  t.teardown(() => rm(image, { recursive: true, force: true }))
  const dockerfile = await readFile(join(root, 'Dockerfile'), 'utf8')
  for (const [, paths = ''] of dockerfile.matchAll(/^COPY (.+) \S+$/gm))
    for (const path of paths.split(' ')) await cp(join(root, path), join(image, path), { recursive: true })
  await symlink(join(root, 'node_modules'), join(image, 'node_modules'))

  const provision = ['--commissioner', 'QYG', '--name', 'Sandbox']
  for (const command of [['main.ts'], ['tools/verify-audit.ts'], ['tools/provision.ts', ...provision]]) {
    const [file = '', ...given] = command
    const { code, said } = await outcomeOf(program([join(image, 'src', file), ...given]))
    t.equal(code, 1, file)
    t.match(said, /There is no sandbox here[\s\S]*Set DATABASE_URL/, file)
    t.notMatch(said, /ERR_MODULE_NOT_FOUND|at file:/, file)
  }
})

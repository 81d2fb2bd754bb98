import { readFile } from 'node:fs/promises'
import t from 'tap'
import { attributionText, type PackageLock, unreadLicences } from '../../dev/generate/attribution-text.ts'

const read = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8')
const lock = JSON.parse(await read('package-lock.json')) as PackageLock

t.test('the licence of every package in production is permissive, or was read', async (t) => {
  t.same(unreadLicences(lock), [])
  const another = { packages: { ...lock.packages, 'node_modules/new': { license: 'AGPL-3.0' } } }
  t.same(unreadLicences(another), ['new: AGPL-3.0'])
})

t.test('ATTRIBUTION.md is what `npm run attribution` writes', async (t) => {
  t.equal(await read('ATTRIBUTION.md'), attributionText(lock))
})

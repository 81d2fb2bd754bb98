import { proveLedger } from '../../src/ledger/proof-repository.ts'
import type { Service } from './service.ts'

/** Throws where anything of the books does not add up. */
export async function proven(service: Service): Promise<void> {
  for await (const { different } of proveLedger(service.access))
    if (different.length > 0) throw new Error(`the books differ: ${JSON.stringify(different)}`)
}

import { proveLedger } from '../../src/ledger/proof-repository.ts'
import type { Difference } from '../../src/ledger/rows-proof-repository.ts'
import type { Service } from './service.ts'

const ofTheBook: readonly Difference['what'][] = ['account', 'line', 'reserve', 'sources']
/** Whether something differs in the book by itself, and not from the rows that it is posted for. */
export const isOfTheBook = ({ what }: Difference): boolean => ofTheBook.includes(what)

/** Throws where anything of the books does not add up. */
export const proven = (service: Service): Promise<void> => prove(service, () => true)

/** The same of the book by itself, for a test that posts what no row says. */
export const provenBook = (service: Service): Promise<void> => prove(service, isOfTheBook)

async function prove(service: Service, counts: (one: Difference) => boolean): Promise<void> {
  for await (const { different } of proveLedger(service.access)) {
    const wrong = different.filter(counts)
    if (wrong.length > 0) throw new Error(`the books differ: ${JSON.stringify(wrong)}`)
  }
}

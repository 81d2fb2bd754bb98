import { domainWork } from '../../src/domains.ts'
import type { DatabaseAccess } from '../../src/platform/database/database.ts'
import type { Service } from './service.ts'

/** Does once what the service does by itself about steps that are late, and says about how many. */
export const sweep = (service: Service, database: DatabaseAccess = service.access): Promise<number> =>
  doOnce(service, 'breaches', database)

/** Does once a work that the service does between requests. */
export async function doOnce(
  service: Service,
  named: string,
  database: DatabaseAccess = service.access,
): Promise<number> {
  const found = domainWork.find(({ name }) => name === named)
  if (!found) throw new Error(`the service does no ${named}`)
  return Number(await found.work({ database, now: service.clock.now }, new AbortController().signal))
}

/** Lets the time go by in which the person can call off an announced end of their budget, and does what follows. */
export async function coolOff(service: Service): Promise<void> {
  service.clock.advance({ days: 15 })
  await sweep(service)
}

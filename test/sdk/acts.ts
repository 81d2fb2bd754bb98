import { createClient, type Operations } from '../../sdk/typescript/src/index.ts'
import type { Who } from '../support/actors.ts'
import type { Service } from '../support/service.ts'

/** The client of the package, as somebody who signs in. */
export const sdkOf = (service: Service, who: Who): Operations =>
  createClient({ baseUrl: service.baseUrl, token: () => service.tokenFor(who) })

/** The same for each of several, who are known here from then on. */
export async function signedIn<const All extends readonly Who[]>(service: Service, ...all: All) {
  for (const who of all) await service.tokenFor(who)
  return all.map((who) => sdkOf(service, who)) as { readonly [I in keyof All]: Operations }
}

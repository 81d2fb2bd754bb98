import t from 'tap'
import type { Identifiers } from '../../src/identifiers/schemas.ts'
import { identifiedKinds, identifierTaken } from '../../src/rules/people/identifiers.ts'
import { aPerson } from '../support/builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const coordinator = service.as('care-coordinator')
const register = async () => (await coordinator.post<{ id: string }>('/v1/people', aPerson())).ok.id

t.test('what the service itself knows things by is nobody else’s, however it is written', async (t) => {
  const [id, other] = [await register(), await register()]
  const own = [
    ['urn:ietf:rfc3986', `urn:uuid:${other}`],
    ['urn:IETF:RFC3986', `urn:uuid:${other}`],
    ['urn:recovery-budgets:account', 'the-care-coordinator'],
    ['urn:recovery-budgets:case-reference', 'K7QF-2MX3'],
    ['urn:Recovery-Budgets:anything', 'X-1'],
  ] as const
  for (const [system, value] of own) {
    const set = () => coordinator.post<Identifiers>(`/v1/people/${id}/identifiers`, { system, values: [value] })
    t.match((await refused(t, service, set, 'identifier-misplaced', system)).errors, [{ pointer: '/system' }])
    for (const kind of identifiedKinds) t.not(identifierTaken(kind, { system, value }), true, `${kind} by an import`)
  }
  for (const system of ['urn:ietf:rfc39860', 'urn:recovery-budgets-of-another:id'])
    t.equal((await coordinator.post(`/v1/people/${id}/identifiers`, { system, values: ['X-1'] })).status, 200, system)
})

t.test('a system is one, and not another with capitals where they are the same', async (t) => {
  const id = await register()
  const set = (system: string) => coordinator.post(`/v1/people/${id}/identifiers`, { system, values: ['X-2'] })
  t.equal((await set('https://x.example/Id')).status, 200)
  for (const [system, same] of [
    ['https://X.example/Id', 'https://x.example'],
    ['https://x.EXAMPLE:8443/Id', 'https://x.example:8443'],
    ['urn:OID:1.2.826.0.1.9', 'urn:oid'],
  ] as const) {
    const { detail } = await refused(t, service, () => set(system), 'identifier-misplaced', system)
    t.match(detail, same)
  }
  t.equal((await set('urn:oid:1.2.826.0.1.A')).status, 200)
})

import { randomUUID } from 'node:crypto'
import t from 'tap'
import type { Identifiers } from '../../src/identifiers/schemas.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { aPerson } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { fits } from '../support/fits.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const system = 'https://record.trust.example/id/thing'
const another = 'urn:oid:1.2.826.0.1.9'
const fresh = () => `X-${randomUUID().slice(0, 13)}`
const set = (client: Client, path: string, values: readonly string[], of = system) =>
  client.post<Identifiers>(`${path}/identifiers`, { system: of, values })
const register = async () => (await service.as('care-coordinator').post<{ id: string }>('/v1/people', aPerson())).ok.id
const { ids } = await journeyTo(service, 'plan-signed')
const [caseAt, planAt] = [`/v1/cases/${ids.caseId}`, `/v1/support-plans/${ids.supportPlanId}`]

t.test(
  '409 tells no more than a search: it is counted, kept with whose it is, and sounds the same of a restricted record',
  async (t) => {
    const hidden = await journeyTo(service, 'plan-drafted')
    const [person, other, value] = [`/v1/people/${hidden.ids.personId}`, await register(), fresh()]
    for (const path of [person, `/v1/cases/${hidden.ids.caseId}`, `/v1/support-plans/${hidden.ids.supportPlanId}`])
      t.equal((await set(officer, path, [value])).status, 200, path)
    await set(officer, `/v1/people/${other}`, [`${value}-open`])
    await service.as('privacy-officer').post(`${person}/restriction`, { reason: 'A relative works at the trust.' })
    const prober = service.as(anActor('commissioner-officer', { sub: 'a-prober' }))
    const mine = `/v1/people/${await register()}`
    const old = fresh()
    await set(prober, mine, [old])
    const probes = [
      [mine, value, 'person', hidden.ids.personId],
      [caseAt, value, 'case', hidden.ids.personId],
      [planAt, value, 'support-plan', hidden.ids.personId],
      [mine, `${value}-open`, 'person', other],
    ] as const
    const told: object[] = []
    for (const [path, taken, kind, personId] of probes) {
      const entries = await audited(service, async () => {
        const { status, problem } = await set(prober, path, [fresh(), taken])
        t.equal(status, 409)
        told.push({ ...problem, instance: null, requestId: null, traceId: null })
      })
      t.equal(entries.length, 1)
      fits(t, entries, [
        { type: 'person.identifier-refused', subject_id: personId, actor_id: 'a-prober', facts: { kind } },
      ])
    }
    t.same(new Set(told.map((each) => JSON.stringify(each))).size, 1)
    t.same((await officer.get<{ identifiers: unknown }>(mine)).ok.identifiers, [{ system, value: old }], 'as it was')
    for (let n = probes.length; n < 60; n += 1) t.equal((await set(prober, mine, [value])).status, 409)
    for (const next of [value, fresh()]) await refused(t, service, () => set(prober, mine, [next]), 'rate-limited')
    t.equal((await set(officer, mine, [fresh()])).status, 200, 'a colleague goes on')
    t.equal((await set(prober, mine, [], another)).status, 200, 'what asks nothing is not counted')
  },
)

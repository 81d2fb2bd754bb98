import t from 'tap'
import { notAhead } from '../../src/rules/budgets/not-ahead.ts'
import { insertCases } from '../support/many-cases.ts'
import { ownScheme } from '../support/policy.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { aStanding } from '../support/standing-cases.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const historic = (until: string) => ({ ...aStanding('local-pilot-historic', 1).inputs, until })

t.test(
  '400: what lies ahead is no ground for a budget, in a preview or in a calculation; today is none ahead',
  async (t) => {
    for (const [name, inputs, pointer] of [['local-pilot-historic', historic, '/until']] as const) {
      const [caseId] = await insertCases(service.database.ownerUrl, await ownScheme(service, name), [
        { ...aStanding(name, 1), assessed: true },
      ])
      for (const [path, status] of [
        ['budget-previews', 200],
        ['budget-calculations', 201],
      ] as const) {
        const ask = (date: string) => officer.post(`/v1/cases/${caseId}/${path}`, inputs(date))
        const { errors } = await refused(t, service, () => ask('2026-11-25'), 'request-invalid', `${name} ${path}`)
        t.match(errors, [{ pointer }])
        t.equal((await ask('2026-11-24')).status, status, `${name} ${path}`)
      }
    }
  },
)

t.test('an agreement is looked at whatever the method', async (t) => {
  const gpAgreement = { practiceCode: 'G82117', agreedOn: '2027-07-02' }
  t.match(notAhead({ method: 'points', gpAgreement }, '2027-07-01'), {
    refused: true,
    pointer: '/gpAgreement/agreedOn',
  })
  t.equal(notAhead({ method: 'points', gpAgreement }, '2027-07-02'), undefined)
  t.equal(notAhead({ method: 'points', gpAgreement: null }, '2000-01-01'), undefined)
})

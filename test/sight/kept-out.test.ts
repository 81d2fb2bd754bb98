import { randomUUID } from 'node:crypto'
import t from 'tap'
import { isScopeFor, machineScopes } from '../../src/machine-scopes.ts'
import { permissionsByRole } from '../../src/permissions.ts'
import { type Actor, aMachine, anActor } from '../support/actors.ts'
import { tenants } from '../support/seed.ts'
import { fillPath } from '../support/tour.ts'
import { startToured } from '../support/toured.ts'

const { service, ids } = await startToured(t)
const { operations } = service.contract

const roles = [
  'commissioner-officer',
  'team-manager',
  'mdt-member',
  'care-coordinator',
  'local-authority-officer',
  'finance-officer',
] as const
const people = roles.map((role) => ({ who: anActor(role, { sub: `kept-out-${role}` }), held: permissionsByRole[role] }))
const systems = ([aMachine(), aMachine(undefined, 'RW4')] as const).map((who: Actor) => ({
  who,
  held: machineScopes.filter((scope) => isScopeFor(scope, who.organisation === undefined)),
}))
/** What of a path names nobody's record. */
const ofNoRecord =
  /\{(scheme|schemeDraft|organisation|machineClient|webhook|staffMember|delegation|simulation|schemeCouncil|floatReconciliation|resource|payRun|payee|serviceAgreement|recordsExport|bulkImport)Id\}/
const isOfNoRecord = (path: string) => ofNoRecord.test(path) && !path.includes('{caseId}')
/** What a privacy officer sees of a restricted record, for whom a system of the commissioner can stand in. */
const ofPrivacy = [
  'listSharingsWithoutConsent',
  'listReadsOfPerson',
  'listBreakGlassOfPerson',
  'listCrisisLooksOfPerson',
  'listRecordOpenings',
]
/** An emergency is the one way in, and it is announced: test/sight/break-glass. */
const announced = ['breakGlass']

t.test('404: who is kept out of a record neither reads nor writes anything of it by an identifier', async (t) => {
  await service.database.sql(
    `insert into record_restriction (commissioner_id, record_restriction_id, person_id, reason, restricted_by, restricted_at)
      select commissioner_id, gen_random_uuid(), person_id, 'A relative works there.', 'the-privacy-officer', now()
      from person where commissioner_id = $1`,
    [tenants.QYG.commissionerId],
  )
  const [account] = await service.database.sql<{ id: string }>(
    'select bank_account_id as id from bank_account where case_id is not null',
  )
  const named = { ...ids, bankAccountId: account?.id ?? '' }
  const wrong: string[] = []
  let asked = 0
  for (const operation of operations) {
    const { operationId, method, path, permission } = operation
    if (permission === undefined || !path.includes('{') || isOfNoRecord(path) || announced.includes(operationId))
      continue
    for (const { who, held } of [...people, ...systems]) {
      if (!held.some((one) => one === permission)) continue
      if (who.client_id && !who.organisation && ofPrivacy.includes(operationId)) continue
      const { body, file } = service.contract.sentTo(operation)
      const sent = method === 'GET' ? {} : { ifMatch: '*', key: randomUUID() }
      const { status } = await service.as(who).request(method, fillPath(path, named), body, { ...file, ...sent })
      asked += 1
      if (status !== 404) wrong.push(`${operationId} as ${who.sub}: ${status}`)
    }
  }
  t.same(wrong, [])
  t.ok(asked > 300, `${asked} were asked`)
})

import t from 'tap'
import { brokenConstraint } from '../../../src/platform/database/broken-constraint.ts'
import { constraintProblems } from '../../../src/problems.ts'

const known = { organisation_one_per_code: 'organisation-taken', account_not_overdrawn: 'funds-insufficient' }

t.test('the constraint that a write broke is known by its field, or by the message of Citus 13', async (t) => {
  const duplicate = 'duplicate key value violates unique constraint'
  const named = { code: '23505', constraint: 'organisation_one_per_code', message: duplicate }
  t.equal(brokenConstraint(named, known), 'organisation_one_per_code')
  const unique = { code: '23505', message: `${duplicate} "organisation_one_per_code_102031"` }
  t.equal(brokenConstraint(unique, known), 'organisation_one_per_code')
  const check = 'new row for relation "account_102223" violates check constraint "account_not_overdrawn"'
  t.equal(brokenConstraint({ code: '23514', message: check }, known), 'account_not_overdrawn')
})

t.test('no other failure is one, whatever it says', async (t) => {
  t.equal(brokenConstraint({ code: '42P01', message: 'no account_not_overdrawn' }, known), undefined)
  t.equal(brokenConstraint({ message: 'account_not_overdrawn' }, known), undefined)
  t.equal(brokenConstraint({ code: '23505', message: '"organisation_one_102031"' }, known), undefined)
})

t.test('no name is so long that Citus cuts it short', async (t) => {
  for (const name of Object.keys(constraintProblems)) t.ok(name.length <= 50, name)
})

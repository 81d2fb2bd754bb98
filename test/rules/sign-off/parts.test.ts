import fc from 'fast-check'
import t from 'tap'
import { isIndependent, mayDecideFor, type Part, type PartTaken, parts } from '../../../src/rules/sign-off/parts.ts'

const had = (humanId: string, part: Part, more: Partial<PartTaken> = {}): PartTaken => ({
  humanId,
  part,
  staff: true,
  organisationId: 'trust',
  ...more,
})
const broker = had('broker', 'signed-as-broker', { organisationId: 'brokerage' })
const coordinator = had('coordinator', 'coordinates')

t.test('one human has one part in a decision', async (t) => {
  for (const part of [
    'assessed',
    'calculated',
    'adopted',
    'wrote',
    'signed-as-care-coordinator',
    'signed-as-broker',
    'voted-below',
    'declared-conflict',
    'confirmed-identity',
    'changed-identity',
    'brought-over',
    'recorded-for-person',
    'own',
  ] as const) {
    t.equal(isIndependent('manager', [had('manager', part)], 'decide'), false, part)
    t.equal(isIndependent('manager', [had('another', part)], 'decide'), true, `${part}, by another`)
  }
  const alone = [had('member', 'voted')]
  t.equal(isIndependent('member', alone, 'vote'), true, 'whether they voted here is another question')
  t.equal(isIndependent('member', alone, 'decide'), false, 'one vote and the decision are of one human')
  t.equal(
    isIndependent('member', [...alone, had('another', 'voted')], 'decide'),
    true,
    'two decided, one writes it down',
  )
})

t.test(
  'S2: the care coordinator decides on what they assessed and signed, where another human had a part as well',
  async (t) => {
    const own = (['assessed', 'calculated', 'adopted', 'signed-as-care-coordinator'] as const).map((part) =>
      had('coordinator', part),
    )
    const decides = (...more: PartTaken[]) =>
      isIndependent('coordinator', [coordinator, ...own, ...more], 'decide', true)
    t.equal(decides(), false, 'nobody else had a part')
    t.equal(decides(broker), true, 'a broker of another organisation signed')
    t.equal(
      decides({ ...broker, organisationId: 'trust' }),
      false,
      'a broker of the same organisation is no second hand',
    )
    t.equal(decides(had('colleague', 'assessed')), true)
    t.equal(decides(had('colleague', 'calculated')), true)
    t.equal(decides(had('system', 'calculated', { staff: false })), false, 'a system is no human')
    t.equal(decides(broker, had('coordinator', 'wrote')), false)
  },
)

t.test('whoever decides alone, another member of staff had a part in it: two people for every pound', async () => {
  const human = fc.constantFrom('a', 'b', 'c')
  const taken = fc.array(
    fc.record({
      part: fc.constantFrom(...parts),
      humanId: human,
      staff: fc.constant(true),
      organisationId: fc.constantFrom('trust', 'brokerage', null),
    }),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(taken, human, human, fc.boolean(), (some, author, who, asCoordinator) => {
      // Every plan was written by somebody.
      const all = [...some, had(author, 'wrote')]
      if (!isIndependent(who, all, 'decide', asCoordinator)) return true
      const worked: readonly Part[] = [
        'assessed',
        'calculated',
        'signed-as-broker',
        ...(asCoordinator ? [] : ['wrote' as const]),
      ]
      return all.some(({ humanId, part }) => humanId !== who && worked.includes(part))
    }),
  )
})

t.test('a delegate has had no part, is not on the team, and stands in for somebody who may decide', async (t) => {
  const taken = [
    broker,
    coordinator,
    had('author', 'wrote'),
    had('person', 'signed-for-person', { staff: false }),
    had('person', 'own', { staff: false }),
    had('conflicted', 'declared-conflict'),
    had('left-the-team', 'on-team'),
    had('coordinator', 'on-team'),
    had('coordinator', 'signed-as-care-coordinator'),
  ]
  const manager = { humanId: 'manager', asCoordinator: false }
  t.equal(mayDecideFor({ humanId: 'coordinator', asCoordinator: true }, 'delegate', taken, 'decide'), true)
  for (const delegate of ['author', 'broker', 'person', 'conflicted', 'coordinator', 'left-the-team', 'manager'])
    t.equal(mayDecideFor(manager, delegate, taken, 'decide'), false, delegate)
  for (const humanId of ['author', 'broker', 'person', 'conflicted'])
    t.equal(mayDecideFor({ humanId, asCoordinator: false }, 'delegate', taken, 'decide'), false, `for the ${humanId}`)
})

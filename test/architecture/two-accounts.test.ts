import t from 'tap'
import { sources } from '../support/sources.ts'

/** Where an account is compared and no two people are needed: what is one's own, or is done once. */
const ownAccount = [
  'src/attachments/send-attachment-file.ts',
  'src/attachments/withdraw-attachment.ts',
  'src/case-team/end-case-membership.ts',
  'src/case-team/require-mandate.ts',
  'src/cases/refer-person.ts',
  'src/cases/referrals-repository.ts',
  'src/cases/require-ground.ts',
  'src/consents/object-to-consent.ts',
  'src/current-services/change-current-service.ts',
  'src/sign-ins/end-sign-in.ts',
  'src/sign-off/declare-conflict-of-interest.ts',
  'src/sign-off/sign-support-plan.ts',
]

t.test('who is another is asked of the human behind the account, in one place', async (t) => {
  const compared = (await sources('src')).filter(({ text }) =>
    /[!=]== actor\.actorId|\bactor\.actorId [!=]==/.test(text),
  )
  t.same(compared.map(({ path }) => path).sort(), ownAccount)
})

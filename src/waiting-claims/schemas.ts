import { type Static, Type } from '@sinclair/typebox'
import { Decision, ReasonInput } from '../decisions/schemas.ts'
import { FileScanState } from '../documents/schemas.ts'
import { SpendingRequestStatus } from '../off-plan-requests/schemas.ts'
import { saidForField } from '../rules/people/recording.ts'
import { CaseRole, Tier } from '../rules/scheme/scheme-rules.ts'
import { waitingCauses } from '../rules/spending/waiting-claims.ts'
import {
  date,
  id,
  instant,
  key,
  nullable,
  oneOf,
  ownWords,
  PositivePence,
  pageOf,
  pence,
  ref,
  sha256,
  thing,
  words,
} from '../shared/schema.ts'

const documentHash = nullable(sha256('SHA-256 of the receipt.'), {
  description: 'SHA-256 of the receipt; null where there is none.',
  examples: [null],
})
const noReceiptBecause = nullable(words(500, 'Why there is no receipt.', 'The taxi driver had none left.'), {
  description: 'Needed where there is no receipt; null where there is.',
  examples: ['The taxi driver had none left.'],
})
const claimed = {
  cause: ref(
    oneOf(waitingCauses, {
      $id: 'WaitingCause',
      description:
        'late-step: a step that staff owe was late; cover-gap: cover at a worst time had fallen away; taken-support: a line was taken that an appeal gave back.',
    }),
  ),
  causeId: id(),
  bought: words(200, 'What was bought.', 'Taxis to the night café'),
  category: key('A category of the scheme; some are excluded.', 'transport'),
  amountPence: ref(PositivePence),
  spentOn: date(),
  words: ownWords(
    4000,
    'What happened, and why it was needed.',
    'Nobody had decided on my plan, and I could not be alone.',
  ),
}

export const NewWaitingClaim = thing('NewWaitingClaim', 'What the person paid for themself while they waited.', {
  ...claimed,
  documentHash: Type.Optional(documentHash),
  noReceiptBecause: Type.Optional(noReceiptBecause),
  saidFor: saidForField,
})

export const WaitingClaim = thing(
  'WaitingClaim',
  'What the person paid for themself while they waited, and what was decided on it.',
  {
    id: id(),
    caseId: id(),
    status: ref(SpendingRequestStatus),
    ...claimed,
    words: nullable(claimed.words, {
      description: 'What happened; null where what the person says is not for the reader.',
      examples: [null],
    }),
    waitedFrom: date(),
    waitedUntil: date(),
    documentHash,
    noReceiptBecause,
    fileSent: Type.Boolean({ description: 'Whether the receipt itself was sent.', examples: [true] }),
    fileScan: nullable(ref(FileScanState), {
      description: 'What is known of it; null where it was not sent.',
      examples: ['clean'],
    }),
    fileScanSays: nullable(Type.String(), {
      description: 'What that means, in plain words; null where there is nothing to say.',
      examples: [null],
    }),
    claimedAs: ref(CaseRole),
    claimedAt: instant(),
    tier: nullable(ref(Tier), {
      description: 'The tier that decides; null: an officer of the commissioner.',
      examples: ['team-manager'],
    }),
    dueOn: nullable(date(), {
      description: 'By when it should be decided on; null where no clock runs.',
      examples: ['2026-12-08'],
    }),
    agreedPence: nullable(pence(), { description: 'What was agreed of it; null where nothing was.', examples: [null] }),
    planLineId: nullable(id(), {
      description: 'Where the statement shows what is owed and paid; null where nothing was agreed.',
      examples: [null],
    }),
    decisionId: nullable(id(), { description: 'The newest decision; null until there is one.', examples: [null] }),
    closedAt: nullable(instant(), { description: 'When it was decided on or withdrawn.', examples: [null] }),
    alike: Type.Array(
      ref(
        thing('LikeExpense', 'What may be the same expense.', {
          kind: ref(
            oneOf(['purchase', 'waiting-claim'], {
              $id: 'LikeExpenseKind',
              description: 'Whether the budget paid it, or it was claimed for as well.',
            }),
          ),
          id: id(),
        }),
      ),
      {
        description:
          'What else of the case has this amount and day, and for an officer of the commissioner and an auditor of all cases of the person: who decides looks whether it is the same. Not what was reversed, withdrawn or refused.',
        maxItems: 20,
      },
    ),
  },
)
export const WaitingClaimPage = pageOf(WaitingClaim)

export const NewClaimDecision = thing('NewClaimDecision', 'What is decided: all of it, a part, or none.', {
  agreedPence: Type.Integer({
    format: 'int64',
    minimum: 0,
    description: 'How much of what was claimed is agreed, in whole pence; 0: nothing.',
    examples: [2_500],
  }),
  reasons: Type.Array(ref(ReasonInput), {
    description: 'Why; at least one where less is agreed than was claimed. Each is about the whole.',
    maxItems: 20,
  }),
})
export const WaitingClaimDecided = thing('WaitingClaimDecided', 'The decision, and what it is on.', {
  waitingClaim: ref(WaitingClaim),
  decision: ref(Decision),
})
export type WaitingClaim = Static<typeof WaitingClaim>
export const waitingClaimSchemas = [
  NewWaitingClaim,
  WaitingClaim,
  WaitingClaimPage,
  NewClaimDecision,
  WaitingClaimDecided,
]

import { Type } from '@sinclair/typebox'
import { id, nullable, pence } from '../shared/schema.ts'
import { code, codes, count, fields, happened, yes } from './facts.ts'

const voidedVersion = nullable(count('The version.'), {
  description: 'The version that was submitted, whose signatures are void; null where none was.',
  examples: [null],
})

/** What happens to the support plan of a case. */
export const supportPlanEvents = {
  'support-plan.active': happened('plan', 'The first payment was made from an agreed plan.'),
  'support-plan.awaits-payment': happened(
    'plan',
    'The only payment from a plan was reversed, so that it is agreed but not active.',
  ),
  'support-plan.changed': happened('plan', 'A plan was changed.', {
    fields: fields(),
    totalPence: pence(),
    lines: codes('The keys of the lines that changed.', 'gym'),
    voidedVersion,
    voidedSignatures: codes('The roles whose signatures are void.', 'person'),
  }),
  'support-plan.drafted': happened('plan', 'A plan was begun.', {
    totalPence: pence(),
    broughtOver: Type.Optional(yes('Whether it was brought over from another system; left out: it began here.')),
  }),
  'support-plan.ended': happened('plan', 'A plan in force closed, since the case ended.', {
    ending: code('How the case ended.', 'withdrawn'),
    releasedPence: pence(),
  }),
  'support-plan.identifiers-set': happened('plan', 'What another system knows a plan by was set.', {
    added: count('How many identifiers came.'),
    removed: count('How many went.', 0),
  }),
  'support-plan.reopened': happened('plan', 'A plan that had closed is in force again, since its case is.', {
    availablePence: Type.Optional(pence()),
  }),
  'support-plan.submitted': happened('plan', 'A plan was submitted for signatures.', {
    version: count('The version that was submitted.'),
    totalPence: pence(),
  }),
  'support-plan.superseded': happened('plan', 'A plan was replaced by a newer one.', {
    by: id(),
    releasedPence: pence(),
  }),
  'support-plan.withdrawn': happened('plan', 'A plan that was under way was given up.', {
    ending: Type.Optional(code('How the case ended, where it was given up for that.', 'withdrawn')),
    voidedVersion: Type.Optional(voidedVersion),
  }),
}

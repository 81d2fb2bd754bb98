import { date, id, nullable } from '../shared/schema.ts'
import { code, codes, happened, how, yes } from './facts.ts'

const appealed = { decisionId: id(), reasons: codes('The reasons, by their codes.', 'decision-was-right') }

/** What happens to appeals. */
export const appealEvents = {
  'appeal.accepted': happened('appeals', 'An appeal that the law does not owe is heard all the same.'),
  'appeal.lodged': happened('appeals', 'An appeal was lodged against a decision.', {
    decisionId: id(),
    lodgedAs: code('The role of the one who lodged it.', 'person'),
    how: how(),
    saidOn: nullable(date(), { description: 'When the person said it, where others record it.', examples: [null] }),
    statutory: yes('Whether the law owes it; else a reviewer says first whether it is heard.'),
    late: yes('Whether it came after its time, with a reason.'),
  }),
  'appeal.not-accepted': happened('appeals', 'An appeal that the law does not owe is not heard.', appealed),
  'appeal.overturned': happened('appeals', 'An appeal was won: the person has what was asked for.', appealed),
  'appeal.upheld': happened('appeals', 'An appeal was lost: the decision stays.', appealed),
  'appeal.varied': happened('appeals', 'An appeal was won in part: the decision is made again.', appealed),
  'appeal.withdrawn': happened('appeals', 'An appeal was withdrawn by the person.'),
}
